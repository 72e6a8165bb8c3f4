import { MAX_LINE_BYTES } from "./chain.ts";
import type { Disk } from "./disk.ts";
import { listSegments, type Segment, segmentName } from "./log_folder.ts";
import { parseCanonical } from "./parse_canonical.ts";
import { isRecord } from "./schema.ts";
import { readFully, writeNew } from "./whole_file.ts";

const LF = 0x0a;

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
  { path, size }: Segment,
): { readonly seq: number; readonly bytes: Uint8Array } | undefined {
  const file = disk.open(path, "read");
  try {
    const offset = Math.max(0, size - 2 * (MAX_LINE_BYTES + 1) - 1);
    const end = readFully(file, new Uint8Array(size - offset), offset);
    const last = end.lastIndexOf(LF, -2);
    const start = end.lastIndexOf(LF, last - 1) + 1;
    const value = parseCanonical(end.subarray(start, last)).value;
    if (value === undefined || !isRecord(value)) return undefined;
    if (value.type !== "seal") return undefined;
    return { seq: value.seq, bytes: end.slice(start) };
  } finally {
    file.close();
  }
}
