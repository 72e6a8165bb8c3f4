import type { Commit } from "./batch.ts";
import { isSame } from "./bytes.ts";
import type { Disk } from "./disk.ts";
import type { KeyReason } from "./entry.ts";
import { isSignedBy } from "./checkpoint.ts";
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
import { replaceFile } from "./whole_file.ts";

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
    return;
  }
  const key = isThere ? loadSigningKey(nextOf(keyFile), disk) : undefined;
  if (!key || !isSame(key.publicKey, nextKey.publicKey)) throw wrongKey(dir);
  writer.commit((batch) => batch.handOver(signerFor(key, nextKey.name)));
  promote(disk, { dir, keyFile, vkey: nextKey });
}

function promote(
  disk: Disk,
  { dir, keyFile, vkey }: KeyPlace & { readonly vkey: Vkey },
): void {
  disk.rename(nextOf(keyFile), keyFile);
  disk.syncDir(parentOf(keyFile));
  const bytes = new TextEncoder().encode(`${formatVkey(vkey)}\n`);
  replaceFile(disk, `${dir}/${VKEY_NAME}`, { bytes, isSynced: true });
}
