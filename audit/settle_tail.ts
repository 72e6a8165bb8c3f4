import type { Disk } from "./disk.ts";
import type { OwnEntry, RecoveryCause } from "./entry.ts";
import { LedgerError } from "./errors.ts";
import { allSegments } from "./log_folder.ts";
import type { LogPlace } from "./log_lines.ts";
import { quarantine, unrecorded } from "./quarantine.ts";
import { SegmentFile } from "./segment_file.ts";

/**
 * Puts aside all that stands after a place, and what pruning left behind.
 *
 * @returns the open segment, cut to the place, and what to record of it.
 */
export function settleTail(
  disk: Disk,
  { dir, place, size, first, lock, cause = "tail" }: {
    readonly dir: string;
    readonly place: LogPlace;
    /** Size of the log at the place. */
    readonly size: number;
    /** First record of the log's first segment. */
    readonly first: number;
    /** The newest segment. */
    readonly lock: SegmentFile;
    readonly cause?: RecoveryCause;
  },
): { readonly segment: SegmentFile; readonly entries: readonly OwnEntry[] } {
  const earlier = unrecorded(disk, { dir, size, place });
  const put: ReturnType<typeof unrecorded>[number][] = [];
  for (const old of allSegments(disk, dir).filter((s) => s.first < first)) {
    disk.remove(old.path);
  }
  const here = allSegments(disk, dir).find((s) => s.first === place.segment)!;
  const segment = lock.path === here.path ? lock : open(disk, here.path);
  const after = allSegments(disk, dir).filter((s) => s.first > place.segment);
  for (const { path, size: bytes } of after) {
    const whole = { dir, path, offset: 0, size, cause: "segment" } as const;
    if (bytes > 0) put.push(quarantine(disk, whole));
    disk.remove(path);
  }
  if (here.size > place.offset) {
    const { offset } = place;
    put.push(quarantine(disk, { dir, path: here.path, offset, size, cause }));
    segment.cut(offset);
  }
  disk.syncDir(dir);
  if (segment !== lock) lock.close();
  const isNew = ({ sha256 }: { readonly sha256: string }) =>
    put.every((other) => other.sha256 !== sha256);
  return { segment, entries: [...earlier.filter(isNew), ...put] };
}

function open(disk: Disk, path: string): SegmentFile {
  const segment = SegmentFile.open(disk, path);
  if (segment) return segment;
  throw new LedgerError("locked", `Cannot write the audit log: ${path}`, {
    hint: "Stop the other instance",
  });
}
