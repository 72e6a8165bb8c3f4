import { parseCheckpoint, type SignedCheckpoint } from "./checkpoint.ts";
import type { Disk } from "./disk.ts";
import { ANCHORS } from "./find_head.ts";
import { formatNote, type Note, type NoteSignature } from "./note.ts";
import { readSmall, replaceFile } from "./whole_file.ts";

const MAX_NOTE_BYTES = 65_536;

/** Where the anchored note of that size is kept, or a time stamp over it. */
export function anchorPath(
  dir: string,
  size: number,
  ending: "note" | "tsr" = "note",
): string {
  return `${dir}/${ANCHORS}/${size}.${ending}`;
}

/**
 * Keeps a note beside the log, with the lines of all witnesses so far.
 *
 * From then on every start holds the log against it.
 */
export function keepAnchor(
  disk: Disk,
  dir: string,
  { size, note }: SignedCheckpoint,
): void {
  const path = anchorPath(dir, size);
  const bytes = readSmall(disk, path, MAX_NOTE_BYTES);
  const kept = bytes && parseCheckpoint(new TextDecoder().decode(bytes));
  const merged = kept?.note.text === note.text ? merge(kept.note, note) : note;
  disk.makeDir(`${dir}/${ANCHORS}`);
  replaceFile(disk, path, {
    bytes: new TextEncoder().encode(formatNote(merged)),
    isSynced: true,
  });
}

/** The signatures of both; of the same key, the newer note's. */
function merge(older: Note, { text, signatures }: Note): Note {
  const isNew = (line: NoteSignature) =>
    !signatures.some(({ keyId }) => keyId === line.keyId);
  return {
    text,
    signatures: [...signatures, ...older.signatures.filter(isNew)],
  };
}
