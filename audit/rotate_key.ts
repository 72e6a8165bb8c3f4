import type { Commit } from "./batch.ts";
import { isSame } from "./bytes.ts";
import type { Disk } from "./disk.ts";
import type { KeyReason } from "./entry.ts";
import { isSignedBy } from "./checkpoint.ts";
import { formatHandover } from "./handover.ts";
import { readHeads } from "./head_slots.ts";
import {
  createSigningKey,
  loadSigningKey,
  signerFor,
  type SigningKey,
} from "./keys.ts";
import type { LogWriter } from "./log_writer.ts";
import { parentOf, VKEY_NAME } from "./new_log.ts";
import { type Resumed, wrongKey } from "./resume_log.ts";
import { formatVkey, type Vkey } from "./vkey.ts";
import { readSmall, replaceFile } from "./whole_file.ts";

/** Where a log and its key are. */
export interface KeyPlace {
  readonly dir: string;
  readonly keyFile: string;
}

const nextOf = (keyFile: string) => `${keyFile}.next`;

/**
 * Makes a new key and has both keys sign that it takes over.
 *
 * The new key is on the device before the log names it, and takes the old
 * one's file after the log does; a start finds its way from any step between.
 */
export function rotateKey(
  disk: Disk,
  writer: LogWriter,
  { dir, keyFile, reason }: KeyPlace & { readonly reason: KeyReason },
): { readonly vkey: Vkey; readonly commit: Commit } {
  if (disk.facts(nextOf(keyFile))) disk.remove(nextOf(keyFile));
  const key = createSigningKey(nextOf(keyFile), disk);
  const { name, keyId } = writer.signer.vkey;
  const signer = signerFor(key, name);
  const vkey = formatVkey(signer.vkey);
  const commit = writer.commit((batch) => {
    batch.add({ type: "key", vkey, reason, retire: keyId });
    batch.handOver(signer);
    keepProof(disk, dir, batch.commit());
  });
  promote(disk, { dir, keyFile, vkey: signer.vkey });
  return { vkey: signer.vkey, commit };
}

/** The key that signs, after a rotation that got as far as its head. */
export function finishRotation(
  disk: Disk,
  { dir, keyFile, key }: KeyPlace & { readonly key: SigningKey },
): SigningKey {
  if (!disk.facts(nextOf(keyFile))) return key;
  const next = loadSigningKey(nextOf(keyFile), disk);
  const heads = readHeads(disk, dir);
  const done = heads.find((head) => isSignedBy(head, next.publicKey));
  if (!done) return key;
  const { vkey } = signerFor(next, done.origin);
  promote(disk, { dir, keyFile, vkey });
  return next;
}

/** Finishes a rotation that got as far as naming the next key, or drops it. */
export function handOverPending(
  disk: Disk,
  { writer, resumed, dir, keyFile }: KeyPlace & {
    readonly writer: LogWriter;
    readonly resumed: Resumed;
  },
): void {
  const { nextKey } = resumed;
  const isThere = disk.facts(nextOf(keyFile)) !== undefined;
  if (!nextKey) {
    if (isThere) disk.remove(nextOf(keyFile));
    dropProofs(disk, dir, resumed.end.frontier.size);
    return;
  }
  const key = isThere ? loadSigningKey(nextOf(keyFile), disk) : undefined;
  if (!key || !isSame(key.publicKey, nextKey.publicKey)) throw wrongKey(dir);
  writer.commit((batch) => batch.handOver(signerFor(key, nextKey.name)));
  promote(disk, { dir, keyFile, vkey: nextKey });
}

/** Name of the folder, inside the log's, of what proves each rotation. */
export const KEYS = "keys";

/** Before the log names the key, so that no crash can leave it without. */
function keepProof(disk: Disk, dir: string, commit: Commit): void {
  const seq = commit.records.find(({ entry }) => entry.type === "key")!.seq;
  const bytes = new TextEncoder().encode(formatHandover(commit));
  disk.makeDir(`${dir}/${KEYS}`);
  replaceFile(disk, `${dir}/${KEYS}/${seq}.json`, { bytes, isSynced: true });
  disk.syncDir(`${dir}/${KEYS}`);
  disk.syncDir(dir);
}

/** Of rotations that the log does not know. */
function dropProofs(disk: Disk, dir: string, size: number): void {
  for (const name of disk.list(`${dir}/${KEYS}`)) {
    if (!(parseInt(name) < size)) disk.remove(`${dir}/${KEYS}/${name}`);
  }
}

function promote(
  disk: Disk,
  { dir, keyFile, vkey }: KeyPlace & { readonly vkey: Vkey },
): void {
  disk.rename(nextOf(keyFile), keyFile);
  disk.syncDir(parentOf(keyFile));
  publishKey(disk, dir, vkey);
}

/** Makes sure that the folder names the key that signs. */
export function publishKey(disk: Disk, dir: string, vkey: Vkey): void {
  const path = `${dir}/${VKEY_NAME}`;
  const bytes = new TextEncoder().encode(`${formatVkey(vkey)}\n`);
  const there = readSmall(disk, path, bytes.length);
  if (there && isSame(there, bytes)) return;
  replaceFile(disk, path, { bytes, isSynced: true });
}
