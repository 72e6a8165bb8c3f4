import { concat } from "./bytes.ts";
import { MAX_LINE_BYTES } from "./chain.ts";

const LF = 0x0a;

/**
 * Cuts a stream of bytes into lines, holding at most one line's worth.
 *
 * Ends early when `take` says so, or at a line that is too long.
 */
export class LineSplitter {
  #rest: Uint8Array = new Uint8Array();
  #offset = 0;

  /** Where the next line begins, in bytes from the start of the stream. */
  get offset(): number {
    return this.#offset;
  }

  /** Bytes after the last line feed. */
  get pending(): number {
    return this.#rest.length;
  }

  /** Forgets the pending bytes: the stream goes on at {@link offset}. */
  rewind(): void {
    this.#rest = new Uint8Array();
  }

  /**
   * Gives each complete line, without its line feed, to `take`.
   *
   * The bytes are on loan: they change after `take` returns.
   *
   * @returns `"long"` if a line has more bytes than any record; `"stopped"`
   * once `take` answers `false`; then the rest of the chunk is dropped.
   */
  push(
    chunk: Uint8Array,
    take: (line: Uint8Array) => boolean,
  ): "more" | "stopped" | "long" {
    let start = 0;
    let end = chunk.indexOf(LF);
    while (end >= 0) {
      const part = chunk.subarray(start, end);
      const line = this.#rest.length > 0 ? concat(this.#rest, part) : part;
      this.rewind();
      if (line.length > MAX_LINE_BYTES) return "long";
      const goesOn = take(line);
      this.#offset += line.length + 1;
      if (!goesOn) return "stopped";
      start = end + 1;
      end = chunk.indexOf(LF, start);
    }
    this.#rest = concat(this.#rest, chunk.subarray(start));
    if (this.#rest.length <= MAX_LINE_BYTES) return "more";
    this.rewind();
    return "long";
  }
}
