import { RefusalError } from "./errors.ts";
import { concat } from "./read_body.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes of a stream's unit, an event or a line, that has not ended yet. */
export class Unfinished {
  readonly #unit: string;
  readonly #maxBytes: number;
  #parts: Bytes[] = [];
  #size = 0;

  /** `unit` names what is bounded by `maxBytes`, for the person who is told. */
  constructor(unit: string, maxBytes: number) {
    this.#unit = unit;
    this.#maxBytes = maxBytes;
  }

  /** How many bytes are kept. */
  get size(): number {
    return this.#size;
  }

  /**
   * Keeps the next bytes.
   *
   * @throws {RefusalError} when there are too many; none is kept then
   */
  keep(part: Bytes): void {
    if (part.length === 0) return;
    this.#parts.push(part);
    this.#size += part.length;
    if (this.#size <= this.#maxBytes) return;
    this.#parts = [];
    throw RefusalError.body(
      `${this.#unit} of the answer is over the limit: ${this.#maxBytes} bytes`,
      "Raise `max_body_mib`",
    );
  }

  /** All that was kept, and the given end; nothing is kept then. */
  take(end: Bytes = new Uint8Array()): Bytes {
    const all = concat(
      this.#parts.length === 0 ? [end] : [...this.#parts, end],
    );
    this.#parts = [];
    this.#size = 0;
    return all;
  }
}
