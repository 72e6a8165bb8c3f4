import type {
  BundleHolds,
  LogRecord,
  LogWeakness,
  ReceiptHolds,
  Refuted,
} from "../../audit/mod.ts";
import { Exit } from "../exit.ts";
import type { Explained } from "../verify/explain.ts";

/** A way in which evidence is intact and still less than was asked for. */
export interface Shortfall {
  readonly code: "stale" | "quorum" | LogWeakness;
  readonly explanation: string;
}

/** What evidence is held against beside its signature. */
export interface Asked {
  readonly shortfalls: readonly Shortfall[];
  /** Whether the key came with the name of the log it signs for. */
  readonly pinsOrigin: boolean;
  /** Size up to which the policy's witnesses saw the log; nothing without one. */
  readonly witnessed: number | undefined;
}

/** Says what it means that evidence is wrong. */
export function explainRefuted(
  { code, seq, offset, explanation }: Refuted,
): Explained {
  const places = Object.entries({ seq, offset })
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${value}`]
    );
  return {
    status: Exit.refuted,
    line: ["FAIL", `code=${code}`, ...places].join(" "),
    proves: [`this evidence cannot stand: ${explanation}`],
    provesNot: [
      "who or what caused it: a fault in sending or storing looks the same",
      "that the rest of it is sound: reading ended here",
    ],
  };
}

/** Says what a receipt that holds means, and what it does not. */
export function explainReceipt(
  { record, checkpoint }: ReceiptHolds,
  asked: Asked,
): Explained {
  const { origin, size } = checkpoint;
  const { seq, type, ts } = record;
  return holds(asked, {
    facts: `seq=${seq} type=${type} ts=${ts} size=${size} origin=${origin}`,
    proves: [
      `record ${seq} of ${origin} is exactly this: ${sentence(record)}`,
      `it stands under a signature of the trusted key over ${size} records`,
      `it says that it was written at ${ts}`,
      ...witnessedFact(asked),
    ],
    provesNot: [
      ...unpinned(asked),
      "anything about other records: a receipt shows its own and hashes",
      ...ALWAYS,
    ],
  });
}

/** Says what a bundle that holds means, and what it does not. */
export function explainBundle(
  { log, manifest, remarks }: BundleHolds,
  asked: Asked,
): Explained {
  const { first, size, since, until, origin, root } = log;
  const { receipts, sessions } = manifest;
  const counts = Object.entries(log.types)
    .map(([type, count]) => `${count} ${type}`).join(", ");
  return holds(asked, {
    facts: `records=${size - first} from=${first} size=${size} ` +
      `receipts=${receipts.count} sessions=${sessions} ` +
      `root=${root} origin=${origin}`,
    proves: [
      `records ${first} to ${
        size - 1
      } are whole, in order and unaltered (${counts})`,
      "all of them are under a signature that the trusted key vouches for",
      `they say that they were written from ${since} to ${until}`,
      receipts.all
        ? `each of ${receipts.count} redactions has its receipt, each of ${sessions} ended sessions its manifest`
        : `each of ${sessions} ended sessions has its manifest`,
      "the figures in the manifests were counted again from the records",
      ...policyFact(remarks),
      ...witnessedFact(asked),
    ],
    provesNot: [
      ...unpinned(asked),
      ...remarksOn({ manifest, remarks }),
      ...first > 0 ? ["anything about the records before the first one"] : [],
      "that there are no newer records: this is what was exported",
      ...ALWAYS,
    ],
  });
}

function holds(
  { shortfalls }: Asked,
  { facts, proves, provesNot }: {
    readonly facts: string;
    readonly proves: readonly string[];
    readonly provesNot: readonly string[];
  },
): Explained {
  const weaker = shortfalls.map(({ code }) => `weaker=${code} `).join("");
  return {
    status: shortfalls.length === 0 ? Exit.ok : Exit.weaker,
    line: `OK ${weaker}${facts}`,
    proves,
    provesNot: [
      ...shortfalls.map(({ explanation }) => explanation),
      ...provesNot,
    ],
  };
}

const ALWAYS = [
  "that everything that happened was recorded",
  "that the clock of the machine was right",
];

function witnessedFact({ witnessed }: Asked): readonly string[] {
  return witnessed === undefined || witnessed === 0 ? [] : [
    `the witnesses that the policy asks for saw its first ${witnessed} records`,
  ];
}

function policyFact(
  { policies: { named, inside } }: BundleHolds["remarks"],
): readonly string[] {
  return inside === 0 ? [] : [
    `the text of ${inside} of the ${named} policies that records name came along, each the one that they name`,
  ];
}

function unpinned({ pinsOrigin }: Asked): readonly string[] {
  return pinsOrigin ? [] : [
    "which log it is: the key came without an origin (not pinned), so any log that it signs is accepted",
  ];
}

function remarksOn(
  { manifest, remarks }: Pick<BundleHolds, "manifest" | "remarks">,
): readonly string[] {
  const { uncounted, catalogues, foreign, unread } = remarks;
  return [
    ...manifest.receipts.all
      ? []
      : ["single redactions without the log: no receipts came along"],
    ...uncounted > 0
      ? [
        `the figures of ${uncounted} sessions that began before the first record`,
      ]
      : [],
    ...catalogues.length > 0
      ? ["the framework tags of sessions that another version made"]
      : [],
    ...foreign.map((path) =>
      `that ${path} is the file of this version: it is another one`
    ),
    ...unread.map((path) => `what ${path} says: check it with openssl ts`),
  ];
}

function sentence(record: LogRecord): string {
  switch (record.type) {
    case "redaction": {
      const kinds = record.items.map(({ kind }) => kind).join(", ");
      return `${record.items.length} withheld from ${record.host} (${kinds})`;
    }
    case "session":
      return `session ${record.session}: ${record.redactions} withheld, ` +
        `${record.restorations} restored, ${record.blocked} refused`;
    case "restoration":
      return `${record.restored} restored in an answer of ${record.host}`;
    case "block":
      return `a request to ${record.host} refused (${record.reason})`;
    case "genesis":
    case "start":
    case "stop":
    case "killswitch":
    case "policy":
    case "checkpoint":
    case "key":
    case "anchor":
    case "seal":
    case "recovery":
    case "gap":
    case "export":
      return `a ${record.type} record`;
  }
}
