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
    const bytes = this.#rest.length ? concat(this.#rest, chunk) : chunk;
    let start = 0;
    let end = bytes.indexOf(LF, this.#rest.length);
    this.#rest = new Uint8Array();
    for (; end >= 0; end = bytes.indexOf(LF, start)) {
      if (end - start > MAX_LINE_BYTES) return "long";
      const goesOn = take(bytes.subarray(start, end));
      this.#offset += end + 1 - start;
      start = end + 1;
      if (!goesOn) return "stopped";
    }
    if (bytes.length - start > MAX_LINE_BYTES) return "long";
    this.#rest = bytes.slice(start);
    return "more";
  }
}
