import { fromBase64, isSame, toBase64 } from "./bytes.ts";
import { isSignedBy, parseCheckpoint } from "./checkpoint.ts";
import type { Commit } from "./batch.ts";
import { parseCanonical } from "./parse_canonical.ts";
import type { PinnedKey } from "./public_key.ts";
import { isRecord } from "./schema.ts";
import { leafHash, Tree } from "./tree.ts";
import { TreePath } from "./tree_path.ts";
import { provesInclusion } from "./tree_proof.ts";
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
  return JSON.stringify(
    {
      receipt: "waterwall/1",
      record: new TextDecoder().decode(records[at]!.line),
      proof: path.proof().map(toBase64),
      checkpoint: entry.note,
    },
    null,
    1,
  ) + "\n";
}

/** Reads such a receipt; `undefined` unless it proves its record. */
export function parseHandover(text: string): Handover | undefined {
  try {
    const { record, proof, checkpoint: note } = JSON.parse(text);
    const line = new TextEncoder().encode(record);
    const value = parseCanonical(line).value;
    const checkpoint = parseCheckpoint(note);
    if (value === undefined || !isRecord(value) || !checkpoint) {
      return undefined;
    }
    const { size, root, origin } = checkpoint;
    const vkey = value.type === "key" ? parseVkey(value.vkey) : undefined;
    if (value.type !== "key" || vkey?.name !== origin) return undefined;
    const isProved = provesInclusion({
      index: value.seq,
      size,
      leaf: leafHash(line),
      proof: proof.map(fromBase64),
      root,
    });
    if (!isProved || !isSignedBy(checkpoint, vkey.publicKey)) return undefined;
    return {
      seq: value.seq,
      vkey,
      isSignedBy: (publicKey) => isSignedBy(checkpoint, publicKey),
    };
  } catch {
    return undefined;
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
