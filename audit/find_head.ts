import {
  isSignedBy,
  parseCheckpoint,
  type SignedCheckpoint,
} from "./checkpoint.ts";
import type { Disk } from "./disk.ts";
import { LedgerError } from "./errors.ts";
import { readHeads } from "./head_slots.ts";
import { wrongKey } from "./resume_log.ts";
import { makeVkey } from "./vkey.ts";
import { readSmall } from "./whole_file.ts";

/** Name of the folder, inside the log's, of notes that others hold too. */
export const ANCHORS = "anchors";

const MAX_NOTE_BYTES = 65_536;

/**
 * The largest checkpoint beside the log that a key signed.
 *
 * @throws {LedgerError} `missing_head` if there is none in the slots;
 * `wrong_key` if the newest there is another key's.
 */
export function findHead(
  disk: Disk,
  dir: string,
  publicKey: Uint8Array,
): SignedCheckpoint {
  const slots = [...readHeads(disk, dir)].sort((a, b) => b.size - a.size);
  const own = slots.filter((head) => isSignedBy(head, publicKey));
  const newest = own[0];
  const foreign = slots.find((head) => !isNamedBy(head, publicKey));
  if (foreign && foreign.size > (newest?.size ?? -1)) throw wrongKey(dir);
  if (!newest) {
    throw new LedgerError(
      "missing_head",
      `Cannot go on with the audit log as nothing signed says where it ended: ${dir}`,
      {
        hint:
          "Restore head.0 and head.1 from a backup, or run `waterwall recover --accept-loss`",
      },
    );
  }
  const anchored = readAnchors(disk, dir).filter((note) =>
    note.origin === newest.origin && isSignedBy(note, publicKey)
  );
  return [newest, ...anchored].reduce((a, b) => b.size > a.size ? b : a);
}

/** Whether a line claims to be the key's, be it torn or not. */
function isNamedBy(
  { note, origin }: SignedCheckpoint,
  publicKey: Uint8Array,
): boolean {
  const { keyId } = makeVkey(origin, publicKey);
  return note.signatures.some((line) => line.keyId === keyId);
}

/** The checkpoints that were anchored, valid or not. */
export function readAnchors(
  disk: Disk,
  dir: string,
): readonly SignedCheckpoint[] {
  return disk.list(`${dir}/${ANCHORS}`).filter((name) => name.endsWith(".note"))
    .flatMap((name) => {
      const path = `${dir}/${ANCHORS}/${name}`;
      const bytes = readSmall(disk, path, MAX_NOTE_BYTES);
      return bytes
        ? parseCheckpoint(new TextDecoder().decode(bytes)) ?? []
        : [];
    });
}
