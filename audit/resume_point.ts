import { fromHex, isSame, toHex } from "./bytes.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import type { Disk } from "./disk.ts";
import type { Segment } from "./log_folder.ts";
import { KeyHistory } from "./key_history.ts";
import type { LogPlace } from "./log_lines.ts";
import { checkNote } from "./note.ts";
import { parseCanonical } from "./parse_canonical.ts";
import type { ScanStart } from "./scan_log.ts";
import { isRecord } from "./schema.ts";
import { type Frontier, leafHash, Tree } from "./tree.ts";
import { makeVkey } from "./vkey.ts";
import { readFully, readSmall, replaceFile, writeAll } from "./whole_file.ts";

/**
 * A place from which a start may read the log, instead of from its beginning.
 *
 * Not to be trusted: it counts only if the frontier and the line in the log
 * give the root that our own key signed.
 */
export interface ResumePoint {
  /** The signed head over everything before the place. */
  readonly note: string;
  /** Of the tree without its last line. */
  readonly before: Frontier;
  /** Where the last line begins, and where it ends with its line feed. */
  readonly last: LogPlace;
  readonly end: number;
}

const NAME = "resume.json";
const MAX_BYTES = 8192;
/** More than a place takes: a new one covers all of the one before. */
const PLACE_BYTES = 4096;

/**
 * Notes the place, over the one before: a new file costs a busy log more than
 * a sync. Neither synced nor whole at once, as losing it costs time and
 * nothing else.
 */
export function writeResumePoint(
  disk: Disk,
  dir: string,
  { note, before, last, end }: ResumePoint,
): void {
  const frontier = before.nodes.map(toHex);
  const text = JSON.stringify({ note, frontier, ...last, end });
  const bytes = new TextEncoder().encode(text.padEnd(PLACE_BYTES));
  const path = `${dir}/${NAME}`;
  if (disk.facts(path)?.isFile) overwrite(disk, path, bytes);
  else replaceFile(disk, path, { bytes, isSynced: false });
}

function overwrite(disk: Disk, path: string, bytes: Uint8Array): void {
  const file = disk.open(path, "write");
  try {
    writeAll(file, bytes, 0);
  } finally {
    file.close();
  }
}

export function removeResumePoint(disk: Disk, dir: string): void {
  if (disk.facts(`${dir}/${NAME}`)) disk.remove(`${dir}/${NAME}`);
}

/** Where a scan can begin, if the noted place proves to be sound. */
export function readResumePoint(
  disk: Disk,
  { dir, segments, publicKey }: {
    readonly dir: string;
    readonly segments: readonly Segment[];
    readonly publicKey: Uint8Array;
  },
): { readonly start: ScanStart; readonly place: LogPlace } | undefined {
  try {
    const bytes = readSmall(disk, `${dir}/${NAME}`, MAX_BYTES);
    if (!bytes) return undefined;
    const noted = JSON.parse(new TextDecoder().decode(bytes));
    const { segment, offset, end, frontier, note } = noted;
    const head = parseCheckpoint(note);
    const path = segments.find(({ first }) => first === segment)?.path;
    if (!head || !path) return undefined;
    const vkey = makeVkey(head.origin, publicKey);
    if (checkNote(head.note, vkey) !== "good") return undefined;
    const line = readLine(disk, path, { offset, end });
    const nodes = frontier.map(fromHex);
    const tree = new Tree({ size: head.size - 1, nodes });
    const leaf = leafHash(line);
    tree.push(leaf);
    if (!isSame(tree.root(), head.root)) return undefined;
    const { value } = parseCanonical(line);
    if (value === undefined || !isRecord(value)) return undefined;
    const chainEnd = {
      prev: toHex(leaf),
      ms: Date.parse(value.ts),
      frontier: tree,
    };
    return {
      start: {
        end: chainEnd,
        origin: head.origin,
        keys: new KeyHistory(vkey),
      },
      place: { segment, offset: end },
    };
  } catch {
    return undefined;
  }
}

/** The bytes between two places of a segment, which must end a line. */
function readLine(
  disk: Disk,
  path: string,
  { offset, end }: { readonly offset: number; readonly end: number },
): Uint8Array {
  const file = disk.open(path, "read");
  try {
    const bytes = readFully(file, new Uint8Array(end - offset), offset);
    if (bytes.at(-1) !== 0x0a) throw new RangeError("Cannot find the line");
    return bytes.subarray(0, -1);
  } finally {
    file.close();
  }
}
