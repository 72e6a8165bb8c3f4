import { Batch } from "./batch.ts";
import { Chain } from "./chain.ts";
import { isOrigin } from "./checkpoint.ts";
import { isWritable } from "./clean_entry.ts";
import type { Disk } from "./disk.ts";
import type { Hash, OwnEntry } from "./entry.ts";
import { LedgerError } from "./errors.ts";
import { slotBytes } from "./head_slots.ts";
import { HEAD_NAMES, segmentName } from "./log_folder.ts";
import type { Signer } from "./note.ts";
import { formatVkey } from "./vkey.ts";
import { writeNew } from "./whole_file.ts";

/** Name of the file, inside the log's folder, that holds what to pin. */
export const VKEY_NAME = "log.vkey";

/**
 * Makes a log with its first record, its first checkpoint and its head.
 *
 * The folder is there whole or not at all.
 */
export function createLog(
  disk: Disk,
  { dir, signer, tool, nowMs, catalogue }: {
    /** Must be empty, or not there. */
    readonly dir: string;
    readonly signer: Signer;
    readonly tool: string;
    readonly nowMs: number;
    readonly catalogue?: Hash;
  },
): void {
  const vkey = formatVkey(signer.vkey);
  const batch = new Batch(new Chain(), { signer, nowMs, sinceCheckpoint: 0 });
  const genesis: OwnEntry = {
    type: "genesis",
    origin: signer.vkey.name,
    key: vkey,
    tool,
    ...(catalogue ? { catalogue } : {}),
  };
  if (!isOrigin(signer.vkey.name) || !isWritable(genesis)) {
    throw new LedgerError(
      "invalid_entry",
      `Cannot begin an audit log with this name: ${signer.vkey.name}`,
      { hint: "Use a domain in small letters as the prefix, or none" },
    );
  }
  batch.add(genesis);
  batch.checkpoint();
  const [written, empty] = HEAD_NAMES;
  build(disk, dir, {
    [VKEY_NAME]: new TextEncoder().encode(`${vkey}\n`),
    [segmentName(0)]: batch.bytes(),
    [written]: slotBytes(batch.commit().head),
    [empty]: slotBytes(""),
  });
}

function build(
  disk: Disk,
  dir: string,
  files: Readonly<Record<string, Uint8Array>>,
): void {
  const draft = `${dir}.${crypto.randomUUID()}`;
  disk.makeDir(draft);
  try {
    for (const [name, bytes] of Object.entries(files)) {
      writeNew(disk, `${draft}/${name}`, bytes);
    }
    disk.syncDir(draft);
    disk.rename(draft, dir);
  } catch (error) {
    if (disk.facts(draft)) disk.remove(draft);
    throw error;
  }
  disk.syncDir(parentOf(dir));
}

/** The folder that a path is in. */
export function parentOf(path: string): string {
  return path.replace(/[/\\]+$/, "").replace(/[^/\\]*$/, "") || ".";
}
