import { createHash } from "node:crypto";
import { type Disk, realDisk } from "./disk.ts";
import type { Hash } from "./entry.ts";
import { isSame } from "./bytes.ts";
import { readSmall, replaceFile } from "./whole_file.ts";

/**
 * Keeps the text of a policy beside the log, where an export finds it; one that
 * is there and has been changed is put right.
 *
 * @returns its digest, by which records name it.
 */
export function keepPolicy(
  dir: string,
  text: string,
  disk: Disk = realDisk,
): Hash {
  const bytes = new TextEncoder().encode(text);
  const digest = createHash("sha256").update(bytes).digest("hex");
  const path = `${dir}/policy/${digest}.json`;
  if (isThere(disk, path, bytes)) return digest;
  disk.makeDir(`${dir}/policy`);
  replaceFile(disk, path, { bytes, isSynced: true });
  return digest;
}

function isThere(disk: Disk, path: string, bytes: Uint8Array): boolean {
  const there = readSmall(disk, path, bytes.length);
  return there !== undefined && isSame(there, bytes);
}
