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
    for (let line = 0; line < chunk.length;) {
      let at = breakAt(chunk, line);
      if (at > line) this.#text();
      if (at === chunk.length) break;
      if (this.#endsEvent(chunk[at]!)) {
        if (this.#last === CR && chunk[at + 1] === LF) {
          this.#last = chunk[++at]!;
        }
        events.push(this.#take(chunk.slice(from, at + 1)));
        from = at + 1;
      }
      line = at + 1;
    }
    this.#unfinished.keep(chunk.slice(from));
    return events;
  }

  /** What came after the last blank line. */
  flush(): Bytes {
    return this.#take();
  }

  /** The line has something in it. */
  #text(): void {
    this.#isBlank = false;
    this.#last = 0;
  }

  /** Takes a line feed or a carriage return. */
  #endsEvent(byte: number): boolean {
    const isSecondHalf = byte === LF && this.#last === CR;
    this.#last = byte;
    if (isSecondHalf) return false;
    const isEnd = this.#isBlank && this.#hasLine;
    this.#hasLine ||= !this.#isBlank;
    this.#isBlank = true;
    return isEnd;
  }

  #take(end?: Bytes): Bytes {
    this.#hasLine = false;
    return this.#unfinished.take(end);
  }
}

/** Offset of the next line feed or carriage return, or the end. */
function breakAt(chunk: Bytes, from: number): number {
  let at = from;
  while (at < chunk.length && chunk[at] !== LF && chunk[at] !== CR) at++;
  return at;
}
