import { concat } from "./bytes.ts";
import type { Disk } from "./disk.ts";
import { listSegments, type Segment, segmentName } from "./log_folder.ts";
import { readLines } from "./log_lines.ts";
import { parseCanonical } from "./parse_canonical.ts";
import { isRecord } from "./schema.ts";
import { writeNew } from "./whole_file.ts";

const LF = Uint8Array.of(0x0a);

/**
 * Deletes the sealed segments that end before a record.
 *
 * The last seal and its checkpoint stay, as a segment of their own: a verifier
 * begins with the frontier in the one and finds its root signed in the other.
 *
 * @returns the first record that is still there.
 */
export function pruneLog(disk: Disk, dir: string, before: number): number {
  const segments = listSegments(disk, dir);
  const end = segments.findLastIndex(({ first }) => first <= before);
  const last = segments[end - 1];
  const seal = last && sealOf(disk, last);
  if (!last || !seal || last.first === seal.seq) return segments[0]!.first;
  const path = `${dir}/${segmentName(seal.seq)}`;
  if (disk.facts(`${path}.new`)) disk.remove(`${path}.new`);
  writeNew(disk, `${path}.new`, seal.bytes);
  disk.rename(`${path}.new`, path);
  disk.syncDir(dir);
  for (const { path } of segments.slice(0, end)) disk.remove(path);
  disk.syncDir(dir);
  return seal.seq;
}

/** The two lines that end a sealed segment. */
function sealOf(
  disk: Disk,
  segment: Segment,
): { readonly seq: number; readonly bytes: Uint8Array } | undefined {
  let lines: readonly Uint8Array[] = [];
  for (const { bytes } of readLines(disk, [segment])) {
    lines = [...lines.slice(-1), bytes.slice()];
  }
  const [seal, checkpoint] = lines;
  const value = seal && parseCanonical(seal).value;
  if (!value || !isRecord(value) || value.type !== "seal") return undefined;
  return { seq: value.seq, bytes: concat(seal, LF, checkpoint!, LF) };
}
