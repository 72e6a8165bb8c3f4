import type { Disk } from "./disk.ts";
import { LedgerError } from "./errors.ts";
import { allSegments } from "./log_folder.ts";
import { SegmentFile } from "./segment_file.ts";

/**
 * Opens and locks the newest segment, so that a log has one writer.
 *
 * The system frees the lock when the process ends, however it ends.
 *
 * @throws {LedgerError} `locked`; `missing_log` if there is no segment.
 */
export function lockLog(disk: Disk, dir: string): SegmentFile {
  for (;;) {
    const newest = allSegments(disk, dir).at(-1);
    if (!newest) {
      throw new LedgerError(
        "missing_log",
        `Cannot go on with the audit log as its records are gone: ${dir}`,
        { hint: "Restore the folder from a backup, or move it away" },
      );
    }
    const file = SegmentFile.open(disk, newest.path);
    if (!file) {
      throw new LedgerError(
        "locked",
        `Cannot write the audit log as another process does: ${dir}`,
        { hint: "Stop the other instance, or use another WATERWALL_HOME" },
      );
    }
    const isNewest = allSegments(disk, dir).at(-1)?.path === newest.path;
    if (isNewest && file.isInPlace()) return file;
    file.close();
  }
}
