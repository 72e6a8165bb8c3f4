import { Batch, type Commit } from "./batch.ts";
import { Chain, type ChainEnd } from "./chain.ts";
import type { Disk } from "./disk.ts";
import { LedgerError } from "./errors.ts";
import { HeadSlots } from "./head_slots.ts";
import { segmentName } from "./log_folder.ts";
import type { Signer } from "./note.ts";
import { writeResumePoint } from "./resume_point.ts";
import type { Resumed } from "./resume_log.ts";
import { poisoned, SegmentFile } from "./segment_file.ts";
import { leafHash, Tree } from "./tree.ts";

/** What a writer is given to write with. */
interface WriterOptions {
  readonly dir: string;
  readonly signer: Signer;
  readonly now: () => number;
  /** Open, locked, and cut to the place. */
  readonly segment: SegmentFile;
}

/**
 * Makes batches durable, one at a time: lines, then head.
 *
 * Every method returns when its work is on the device, or throws.
 */
export class LogWriter {
  readonly #disk: Disk;
  readonly #dir: string;
  readonly #now: () => number;
  readonly #slots: HeadSlots;
  #segment: SegmentFile;
  #first: number;
  #chain: Chain;
  #signer: Signer;
  #sinceCheckpoint: number;
  #checkpointMs: number;
  #head = "";
  #failure: LedgerError | undefined;

  constructor(
    disk: Disk,
    { end, place, sinceCheckpoint }: Resumed,
    { dir, signer, now, segment }: WriterOptions,
  ) {
    this.#disk = disk;
    this.#dir = dir;
    this.#now = now;
    this.#slots = new HeadSlots(disk, dir);
    this.#segment = segment;
    this.#first = place.segment;
    this.#chain = new Chain(end);
    this.#signer = signer;
    this.#sinceCheckpoint = sinceCheckpoint;
    this.#checkpointMs = now();
  }

  get signer(): Signer {
    return this.#signer;
  }

  get size(): number {
    return this.#chain.size;
  }

  get head(): string {
    return this.#head;
  }

  get failure(): LedgerError | undefined {
    return this.#failure;
  }

  /** Bytes of the segment that is being written. */
  get segmentBytes(): number {
    return this.#segment.size;
  }

  /** Wall time since the last checkpoint in the log, in milliseconds. */
  get checkpointAgeMs(): number {
    return Math.abs(this.#now() - this.#checkpointMs);
  }

  /**
   * Writes what `fill` puts into the batch.
   *
   * @throws {LedgerError} as `SegmentFile.append`; the log is as it was
   * before, or this writer is at its end.
   */
  commit(fill: (batch: Batch) => void): Commit {
    if (this.#failure) throw this.#failure;
    const before = this.#chain.end();
    const nowMs = this.#now();
    const batch = new Batch(this.#chain, {
      signer: this.#signer,
      nowMs,
      sinceCheckpoint: this.#sinceCheckpoint,
      before: before.frontier,
    });
    const commit = this.#filled(batch, fill, before);
    try {
      this.#segment.append(batch.bytes());
      this.#slots.write(commit.head);
      this.#accept(batch, commit);
      return commit;
    } catch (error) {
      this.#chain = new Chain(before);
      throw this.#fail(error);
    }
  }

  /** What cannot be put together changes nothing. */
  #filled(
    batch: Batch,
    fill: (batch: Batch) => void,
    before: ChainEnd,
  ): Commit {
    try {
      fill(batch);
      return batch.commit();
    } catch (error) {
      this.#chain = new Chain(before);
      throw error;
    }
  }

  #fail(error: unknown): LedgerError {
    if (error instanceof LedgerError && error.code === "write_failed") {
      return error;
    }
    this.#failure = error instanceof LedgerError
      ? error
      : poisoned("an append broke off", error);
    return this.#failure;
  }

  #accept(batch: Batch, commit: Commit): void {
    this.#head = commit.head;
    this.#signer = batch.signer;
    this.#sinceCheckpoint = batch.sinceCheckpoint;
    const types = commit.records.map(({ entry }) => entry.type);
    if (!types.includes("checkpoint")) return;
    this.#checkpointMs = this.#now();
    if (!types.includes("seal")) this.#noteResumePoint(commit);
  }

  /** Best effort: the commit is done, and a start can do without. */
  #noteResumePoint({ records, head, before }: Commit): void {
    try {
      const tree = new Tree(before);
      for (const { line } of records.slice(0, -1)) tree.push(leafHash(line));
      const end = this.#segment.size;
      const { line } = records.at(-1)!;
      const offset = end - line.length - 1;
      writeResumePoint(this.#disk, this.#dir, {
        note: head,
        before: tree,
        last: { segment: this.#first, offset },
        end,
      });
    } catch {
      // The next checkpoint tries again.
    }
  }

  /** Ends the segment with its frontier, and begins the next. */
  seal(): Commit {
    const commit = this.commit((batch) => batch.seal());
    this.beginSegment();
    return commit;
  }

  /** Goes on in a new file. */
  beginSegment(): void {
    const path = `${this.#dir}/${segmentName(this.size)}`;
    const next = SegmentFile.create(this.#disk, path);
    this.#disk.syncDir(this.#dir);
    this.#segment.close();
    this.#segment = next;
    this.#first = this.size;
  }

  close(): void {
    this.#segment.close();
    this.#slots.close();
  }
}
