import type { Hash, LogRecord } from "./entry.ts";
import { EXPLANATION, type LogFault, type LogWeakness } from "./log_fault.ts";

/** A log holds, perhaps with less than was asked for; or something does not. */
export type LogVerdict = LogHolds | LogFails;

export interface LogHolds {
  readonly ok: true;
  /** Empty for exit status 0; else 3. */
  readonly weaker: readonly Weakness[];
  readonly log: LogSummary;
}

export interface Weakness {
  readonly code: LogWeakness;
  readonly explanation: string;
}

export interface LogFails {
  readonly ok: false;
  readonly code: LogFault;
  /** The first record that cannot stand, by its place. */
  readonly seq: number;
  /** Where its line begins, in bytes from the start of what was read. */
  readonly offset: number;
  /** The file that `offset` is in, where the log has more than one. */
  readonly file?: string;
  readonly explanation: string;
}

/** What was read, as far as it was checked. */
export interface LogSummary {
  readonly origin: string;
  /** First record that was read: more than 0 once a log was pruned. */
  readonly first: number;
  /** Number of records, those that were pruned included. */
  readonly size: number;
  /** Records below this are under a signature that the pinned key vouches for. */
  readonly signed: number;
  /** Root of the tree over all records. */
  readonly root: Hash;
  /** Times of the first and the last record; empty where there is none. */
  readonly since: string;
  readonly until: string;
  readonly types: Readonly<Partial<Record<LogRecord["type"], number>>>;
  readonly keys: readonly SummaryKey[];
  /** Bytes after the last signature that no one has looked at. */
  readonly tailBytes: number;
}

/** A key that signed, and from which size on. */
export interface SummaryKey {
  /** `undefined` if it signed only what has been pruned. */
  readonly vkey: string | undefined;
  readonly from: number;
}

/** Exit status of a verifier: 0 verified, 1 wrong, 3 intact but weaker. */
export function exitStatus(verdict: LogVerdict): 0 | 1 | 3 {
  if (!verdict.ok) return 1;
  return verdict.weaker.length === 0 ? 0 : 3;
}

export function weakness(code: LogWeakness): Weakness {
  return { code, explanation: EXPLANATION[code] };
}
