import { type Disk, realDisk } from "./disk.ts";
import type { LogRecord } from "./entry.ts";
import { listSegments } from "./log_folder.ts";
import { type LogPlace, readLines } from "./log_lines.ts";
import { readLog } from "./read_log.ts";

/** A record and its line. */
export interface ShownRecord {
  readonly record: LogRecord;
  readonly line: string;
}

/**
 * Reads a log on disk from its beginning, and later what was added since.
 *
 * Gives only what is under the signed head, so nothing that a failed commit
 * could take back. Checks nothing: that is for a verifier.
 */
export class SignedRecords {
  readonly #path: string;
  readonly #disk: Disk;
  #place: LogPlace | undefined;
  #size: number | undefined;

  /** @throws {LogError} {@link readLog} */
  constructor(path: string, disk: Disk = realDisk) {
    this.#path = path;
    this.#disk = disk;
    readLog(path, disk);
  }

  /** The records that were not given yet. */
  *next(): Generator<ShownRecord> {
    const log = readLog(this.#path, this.#disk);
    const signed = log.heads[0]?.size ?? Infinity;
    const segments = log.heads.length > 0
      ? listSegments(this.#disk, this.#path)
      : log.segments;
    for (
      const { bytes, next } of readLines(this.#disk, segments, this.#place)
    ) {
      const line = new TextDecoder().decode(bytes);
      const record: LogRecord = JSON.parse(line);
      this.#size ??= record.seq;
      if (this.#size >= signed) return;
      this.#place = next;
      this.#size += 1;
      yield { record, line };
    }
  }
}
