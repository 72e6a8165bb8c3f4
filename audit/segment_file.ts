import type { Disk, DiskFile, FileFacts } from "./disk.ts";
import { LedgerError } from "./errors.ts";
import { writeAll } from "./whole_file.ts";

/** The segment that is being written, by this process and no other. */
export class SegmentFile {
  readonly path: string;
  readonly #disk: Disk;
  readonly #file: DiskFile;
  readonly #opened: FileFacts;
  #size: number;
  #isOpen = true;

  private constructor(disk: Disk, path: string, file: DiskFile) {
    this.path = path;
    this.#disk = disk;
    this.#file = file;
    this.#opened = file.facts();
    this.#size = this.#opened.size;
  }

  /** Opens and locks a segment; `undefined` if another process has it. */
  static open(disk: Disk, path: string): SegmentFile | undefined {
    const file = disk.open(path, "write");
    if (file.tryLock()) return new SegmentFile(disk, path, file);
    file.close();
    return undefined;
  }

  /** Makes a segment that has its name only once it is locked. */
  static create(disk: Disk, path: string): SegmentFile {
    const draft = `${path}.new`;
    if (disk.facts(draft)) disk.remove(draft);
    const file = disk.open(draft, "create");
    file.tryLock();
    disk.rename(draft, path);
    return new SegmentFile(disk, path, file);
  }

  /** Bytes that have been written. */
  get size(): number {
    return this.#size;
  }

  /** Whether the path still leads to the file that was opened. */
  isInPlace(): boolean {
    const facts = this.#disk.facts(this.path);
    return facts !== undefined && facts.isFile && facts.links > 0 &&
      facts.dev === this.#opened.dev && facts.ino === this.#opened.ino;
  }

  /**
   * Writes bytes at the end and returns when they are on the device.
   *
   * @throws {LedgerError} `write_failed` if nothing of them is left there;
   * `poisoned` if the file is not as it was left, or no one can know what it
   * holds now. Then it must not be written again.
   */
  append(bytes: Uint8Array): void {
    if (!this.isInPlace() || this.#file.facts().size !== this.#size) {
      throw poisoned("the log was changed by someone else");
    }
    try {
      writeAll(this.#file, bytes, this.#size);
    } catch (cause) {
      this.#takeBack(cause);
    }
    this.#sync();
    this.#size += bytes.length;
  }

  #takeBack(cause: unknown): never {
    try {
      this.#file.truncate(this.#size);
      this.#file.sync();
    } catch (second) {
      throw poisoned("a failed write could not be taken back", second);
    }
    throw new LedgerError(
      "write_failed",
      `Cannot write to the audit log: ${reason(cause)}`,
      { hint: "Make room on the disk and try again", cause },
    );
  }

  #sync(): void {
    try {
      this.#file.sync();
    } catch (cause) {
      throw poisoned(`the device did not take it: ${reason(cause)}`, cause);
    }
  }

  /** Cuts off what stands after a place, for good. */
  cut(size: number): void {
    this.#file.truncate(size);
    this.#file.sync();
    this.#size = size;
  }

  /** Frees the lock. Once is enough. */
  close(): void {
    if (this.#isOpen) this.#file.close();
    this.#isOpen = false;
  }
}

/** After this the ledger takes nothing until it is opened anew. */
export function poisoned(why: string, cause?: unknown): LedgerError {
  return new LedgerError(
    "poisoned",
    `Cannot trust the audit log as ${why}`,
    { hint: "Check the disk, run `waterwall verify-chain`, restart", cause },
  );
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
