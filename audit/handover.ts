import type { Commit } from "./batch.ts";
import { isSame } from "./bytes.ts";
import { type Checkpoint, isSignedBy, parseCheckpoint } from "./checkpoint.ts";
import type { LogRecord } from "./entry.ts";
import { provenRecord } from "./proven_record.ts";
import type { PinnedKey } from "./public_key.ts";
import { formatReceipt, parseReceipt, type Receipt } from "./receipt.ts";
import { Refutation } from "./refutation.ts";
import { leafHash, Tree } from "./tree.ts";
import { TreePath } from "./tree_path.ts";
import { parseVkey, type Vkey } from "./vkey.ts";

/** That one key gave its place to another, provable without the log. */
export interface Handover {
  /** Sequence number of the `key` record. */
  readonly seq: number;
  readonly vkey: Vkey;
  /** Whether a key signed the checkpoint that covers the record. */
  readonly isSignedBy: (publicKey: Uint8Array) => boolean;
}

/**
 * The receipt of the `key` record in a commit: see audit/SPEC.md.
 *
 * The checkpoint is the one that both keys signed.
 */
export function formatHandover({ records, before }: Commit): string {
  const tree = new Tree(before);
  const at = records.findIndex(({ entry }) => entry.type === "key");
  for (const { line } of records.slice(0, at)) tree.push(leafHash(line));
  const path = TreePath.toNext(tree);
  path.push(leafHash(records[at]!.line));
  const { entry } = records[at + 1]!;
  if (entry.type !== "checkpoint") throw new TypeError("Cannot prove a key");
  const record = new TextDecoder().decode(records[at]!.line);
  const receipt = { record, proof: path.proof(), checkpoint: entry.note };
  return formatReceipt(receipt, "json");
}

/** Reads such a receipt; `undefined` unless it proves its record. */
export function parseHandover(text: string): Handover | undefined {
  const receipt = parseReceipt(text);
  const checkpoint = receipt && parseCheckpoint(receipt.checkpoint);
  if (!receipt || !checkpoint) return undefined;
  const record = recordOf(receipt, checkpoint);
  const vkey = record?.type === "key" ? parseVkey(record.vkey) : undefined;
  if (!record || vkey?.name !== checkpoint.origin) return undefined;
  if (!isSignedBy(checkpoint, vkey.publicKey)) return undefined;
  return {
    seq: record.seq,
    vkey,
    isSignedBy: (publicKey) => isSignedBy(checkpoint, publicKey),
  };
}

function recordOf(receipt: Receipt, at: Checkpoint): LogRecord | undefined {
  try {
    return provenRecord(receipt, at);
  } catch (error) {
    if (error instanceof Refutation) return undefined;
    throw error;
  }
}

/**
 * The key that a pinned key vouches for, by as many handovers as it takes.
 *
 * For logs that begin after their `key` records: everything in such a log is
 * signed by the successor.
 */
export function successorOf(
  pinned: PinnedKey,
  handovers: readonly Handover[],
): PinnedKey {
  return [...handovers].sort((a, b) => a.seq - b.seq).reduce(
    (current, { vkey, isSignedBy }) => {
      const isOurs = (!current.origin || current.origin === vkey.name) &&
        !isSame(current.publicKey, vkey.publicKey) &&
        isSignedBy(current.publicKey);
      if (!isOurs) return current;
      return { ...current, publicKey: vkey.publicKey };
    },
    pinned,
  );
}
