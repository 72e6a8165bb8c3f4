import { RefusalError } from "../errors.ts";
import { concat } from "../read_body.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const LF = 0x0a;
const CR = 0x0d;

/**
 * Cuts a stream of bytes after each blank line (LF, CRLF or CR).
 *
 * What it returns joins to what it was given. A line feed that completes a
 * CRLF only in the next chunk leads the next event, so that no event waits.
 */
export class SseSplitter {
  readonly #maxBytes: number;
  #parts: Bytes[] = [];
  #size = 0;
  #isBlank = true;
  #last = LF;
  #hasLine = false;

  /** `maxBytes` bounds one event. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Takes the next bytes; returns the events that are complete now.
   *
   * @throws {RefusalError} when an event is over the bound
   */
  push(chunk: Bytes): Bytes[] {
    const events: Bytes[] = [];
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      if (!this.#endsEvent(chunk[at]!)) continue;
      if (this.#last === CR && chunk[at + 1] === LF) this.#last = chunk[++at]!;
      events.push(this.#take(chunk.slice(from, at + 1)));
      from = at + 1;
    }
    this.#keep(chunk.slice(from));
    return events;
  }

  /** What came after the last blank line. */
  flush(): Bytes {
    return this.#take(new Uint8Array());
  }

  #endsEvent(byte: number): boolean {
    const isSecondHalf = byte === LF && this.#last === CR;
    this.#last = byte;
    if (isSecondHalf) return false;
    if (byte !== LF && byte !== CR) {
      this.#isBlank = false;
      return false;
    }
    const isEnd = this.#isBlank && this.#hasLine;
    this.#hasLine = !this.#isBlank || this.#hasLine && !isEnd;
    this.#isBlank = true;
    return isEnd;
  }

  #keep(part: Bytes): void {
    if (part.length === 0) return;
    this.#parts.push(part);
    this.#size += part.length;
    if (this.#size <= this.#maxBytes) return;
    this.#parts = [];
    throw RefusalError.body(
      `an event of the answer is over the limit: ${this.#maxBytes} bytes`,
      "Raise `max_body_mib`",
    );
  }

  #take(end: Bytes): Bytes {
    const event = concat([...this.#parts, end]);
    this.#parts = [];
    this.#size = 0;
    this.#hasLine = false;
    return event;
  }
}
