import { Unfinished } from "../unfinished.ts";

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
  readonly #unfinished: Unfinished;
  #isBlank = true;
  #last = LF;
  #hasLine = false;

  /** `maxBytes` bounds one event. */
  constructor(maxBytes: number) {
    this.#unfinished = new Unfinished("an event", maxBytes);
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
    this.#unfinished.keep(chunk.slice(from));
    return events;
  }

  /** What came after the last blank line. */
  flush(): Bytes {
    return this.#take();
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

  #take(end?: Bytes): Bytes {
    this.#hasLine = false;
    return this.#unfinished.take(end);
  }
}
