import {
  checkpointIn,
  meetsPolicy,
  parseTlogPolicy,
  type SignedCheckpoint,
  type TlogPolicy,
} from "../../audit/verify.ts";
import { CliError } from "../errors.ts";
import type { Io } from "../io.ts";
import { beginning, evidenceFile } from "./evidence_file.ts";
import type { Shortfall } from "./explain_evidence.ts";

/** Checkpoints that were kept: each file is a note, a receipt or a bundle. */
export async function readSeen(
  paths: readonly string[],
  io: Io,
): Promise<readonly SignedCheckpoint[]> {
  const seen: SignedCheckpoint[] = [];
  for (const path of paths) {
    const checkpoint = await checkpointIn(await evidenceFile(path, io));
    if (!checkpoint) {
      throw new CliError(
        "unreadable",
        `Cannot read as something that was seen before: ${path}`,
        { hint: "Give a signed note, a receipt or a bundle of this log." },
      );
    }
    seen.push(checkpoint);
  }
  return seen;
}

const MAX_POLICY_BYTES = 1 << 20;

/** The policy in a file, if one is named. */
export async function readPolicy(
  path: string | undefined,
  io: Io,
): Promise<TlogPolicy | undefined> {
  if (path === undefined) return undefined;
  const bytes = await beginning(path, { io, max: MAX_POLICY_BYTES });
  const reading = parseTlogPolicy(new TextDecoder("latin1").decode(bytes));
  if (reading.policy) return reading.policy;
  throw new CliError(
    "unreadable",
    `Cannot read as a policy: ${path}, line ${reading.line}: ${reading.why}`,
    { hint: "See https://c2sp.org/tlog-policy for its form." },
  );
}

/** The size up to which a policy is met by one of several notes; 0 if by none. */
export function witnessedUpTo(
  notes: readonly SignedCheckpoint[],
  policy: TlogPolicy,
): number {
  return Math.max(
    0,
    ...notes.filter(({ note }) => meetsPolicy(note, policy))
      .map(({ size }) => size),
  );
}

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A length of time such as `90s`, `15m`, `24h` or `7d`, in milliseconds. */
export function parseAge(text: string): number {
  const [, digits, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  if (digits !== undefined) {
    return Number(digits) * UNITS[unit as keyof typeof UNITS];
  }
  throw new CliError("usage", `Cannot read as a length of time: ${text}`, {
    hint: "Give a number and a unit: 90s, 15m, 24h or 7d.",
  });
}

/** That no note meets the policy. */
export const NO_QUORUM: Shortfall = {
  code: "quorum",
  explanation: "that witnesses saw it: no note meets the quorum of the policy",
};

/** That the newest record is older than was asked; nothing if it is not. */
export function tooOld(
  until: string,
  { maxAge, nowMs }: {
    readonly maxAge: string | undefined;
    readonly nowMs: number;
  },
): readonly Shortfall[] {
  if (maxAge === undefined) return [];
  const isOld = nowMs - Date.parse(until) > parseAge(maxAge);
  return isOld
    ? [{
      code: "stale",
      explanation:
        `what happened since ${until}: that is longer ago than asked`,
    }]
    : [];
}
