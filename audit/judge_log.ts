import { isSame } from "./bytes.ts";
import type { SignedCheckpoint } from "./checkpoint.ts";
import type { KeyHistory } from "./key_history.ts";
import type { LogFault } from "./log_fault.ts";
import { checkNote } from "./note.ts";
import type { PinnedKey } from "./public_key.ts";
import type { LogScan } from "./scan_log.ts";

/** What a log that was read to its end is asked. */
export interface Claims {
  readonly pinned?: PinnedKey;
  readonly heads: readonly SignedCheckpoint[];
  readonly seen?: readonly SignedCheckpoint[];
  /** Roots of the log at the sizes of `heads` and `seen`, where it has them. */
  readonly roots: ReadonlyMap<number, Uint8Array | undefined>;
  /** Sizes between which records are declared lost. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
}

/** How far the trusted key vouches, or what speaks against the log. */
export type Judgement =
  | { readonly signed: number; readonly fault?: undefined }
  | {
    readonly signed?: undefined;
    readonly fault: { readonly code: LogFault; readonly seq: number };
  };

/** Holds what was read against every checkpoint that is known from elsewhere. */
export function judgeLog(scan: LogScan, claims: Claims): Judgement {
  const { pinned, heads, seen = [] } = claims;
  if (pinned?.origin && pinned.origin !== scan.origin) {
    return refuse("origin", scan.first);
  }
  for (const head of heads) {
    const code = contradiction(scan, head, { ...claims, isOwn: true });
    if (code) return refuse(code, placeOf(head, scan));
  }
  for (const note of seen) {
    const code = contradiction(scan, note, { ...claims, isOwn: false });
    if (code) return refuse(code, placeOf(note, scan));
  }
  return trustOf(scan.keys, { ...claims, last: scan.size - 1 });
}

function refuse(code: LogFault, seq: number): Judgement {
  return { fault: { code, seq } };
}

/** The record that should be there and is not, or the last one covered. */
function placeOf({ size }: SignedCheckpoint, scan: LogScan): number {
  return Math.min(size - 1, scan.size);
}

function contradiction(
  scan: LogScan,
  note: SignedCheckpoint,
  { roots, gaps, isOwn }: Claims & { readonly isOwn: boolean },
): LogFault | undefined {
  if (note.origin !== scan.origin) return "origin";
  const answer = scan.keys.judge(note);
  if (answer === "void" || note.size < scan.first) return undefined;
  if (answer) return answer;
  if (gaps.some(({ from, to }) => from < note.size && note.size <= to)) {
    return undefined;
  }
  if (note.size > scan.size) return isOwn ? "head-ahead" : "rollback";
  const root = roots.get(note.size);
  if (!root || isSame(root, note.root)) return undefined;
  return isOwn ? "root" : "fork";
}

/** The largest size under a signature of the pinned key or one after it. */
function trustOf(
  keys: KeyHistory,
  { pinned, heads, last }: Claims & { readonly last: number },
): Judgement {
  const first = pinned
    ? keys.find(pinned.publicKey)
    : keys.epochs.findIndex(({ vkey }) => vkey);
  if (first < 0) return refuse("key-unknown", last);
  const inside = keys.epochs.slice(first).filter(({ vkey, signed }) =>
    vkey && signed && checkNote(signed.note, vkey) === "good"
  ).map(({ signed }) => signed!.size);
  const from = keys.epochs[first]!.from;
  const beside = heads.filter((head) =>
    head.size >= from && keys.judge(head) === undefined
  ).map(({ size }) => size);
  const signed = Math.max(0, ...inside, ...beside);
  return signed === 0 ? refuse("no-signature", last) : { signed };
}
