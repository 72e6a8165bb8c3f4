import type { LogSummary, LogVerdict } from "../../audit/mod.ts";
import type { KeySource } from "../evidence/key_for.ts";
import { Exit } from "../exit.ts";

/** A verdict for people and for programs. */
export interface Explained {
  readonly status: Exit;
  /** `OK …` or `FAIL code=… seq=… offset=…`; its form is stable. */
  readonly line: string;
  readonly proves: readonly string[];
  readonly provesNot: readonly string[];
}

/** Says what a verdict means, and what it does not. */
export function explain(
  verdict: LogVerdict,
  { key, headed, shortfalls = [] }: {
    /** Where the key that was trusted came from. */
    readonly key: KeySource;
    /** Whether a signed head stood beside the log. */
    readonly headed: boolean;
    /** What else was asked, and is not so. */
    readonly shortfalls?: readonly {
      readonly code: string;
      readonly explanation: string;
    }[];
  },
): Explained {
  if (!verdict.ok) {
    const { code, seq, offset, explanation } = verdict;
    return {
      status: Exit.refuted,
      line: `FAIL code=${code} seq=${seq} offset=${offset}`,
      proves: [`record ${seq} cannot stand: ${explanation}`],
      provesNot: [
        "who or what caused it: a fault of the disk looks the same",
        "that only this record is affected: reading ended here",
      ],
    };
  }
  const { log, weaker } = verdict;
  const missed = [...weaker, ...shortfalls];
  return {
    status: missed.length === 0 ? Exit.ok : Exit.weaker,
    line: [
      `OK records=${log.size} signed=${log.signed}`,
      ...missed.map(({ code }) => `weaker=${code}`),
      `root=${log.root} origin=${log.origin}`,
    ].join(" "),
    proves: proves(log),
    provesNot: [
      ...missed.map(({ explanation }) => explanation),
      ...WHOSE[key],
      ...headed ? [] : [UNHEADED],
      ...ALWAYS,
    ],
  };
}

const WHOSE: Readonly<Record<KeySource, readonly string[]>> = {
  given: [],
  own: [
    "that others can trust it: the key is the one of this home (give --pubkey to hold it against one from elsewhere)",
  ],
  none: ["whose log it is: give --pubkey with a key from elsewhere"],
};
const UNHEADED =
  "that nothing was cut off at its end: no signed head stood beside it";
const ALWAYS = [
  "that everything that happened was recorded",
  "that the clock of the machine was right",
];

function proves(log: LogSummary): readonly string[] {
  const { first, size, signed, since, until, types } = log;
  const counts = Object.entries(types)
    .map(([type, count]) => `${count} ${type}`).join(", ");
  return [
    `records ${first} to ${
      size - 1
    } are whole, in order and unaltered (${counts})`,
    `those below ${signed} are signed`,
    `they say that they were written from ${since} to ${until}`,
  ];
}
