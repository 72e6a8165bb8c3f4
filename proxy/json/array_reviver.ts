import type { StreamRules } from "../providers/provider.ts";
import { concat } from "../read_body.ts";
import { type Dated, EventRestorer } from "../redact/event_restorer.ts";
import type { RestoreOptions } from "../redact/restore.ts";
import type { Reviver } from "../reviver.ts";
import { Unfinished } from "../unfinished.ts";
import { decodeUtf8, encodeUtf8 } from "../utf8.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface ArrayOptions extends Omit<RestoreOptions, "dialect"> {
  readonly rules: StreamRules;
  /** Bounds one element. */
  readonly maxBytes: number;
}

const QUOTE = 0x22;
const SLASH = 0x5c;
const OPEN = [0x5b, 0x7b];
const CLOSE = [0x5d, 0x7d];

/** Restores a JSON array whose objects arrive one by one; what is untouched leaves byte for byte. */
export class ArrayReviver implements Reviver {
  readonly #restorer: EventRestorer<Dated>;
  readonly #unfinished: Unfinished;
  #depth = 0;
  #isString = false;
  #isEscape = false;
  #hasElement = false;

  constructor(options: ArrayOptions) {
    this.#restorer = new EventRestorer(options.rules, options);
    this.#unfinished = new Unfinished("an element", options.maxBytes);
  }

  push(chunk: Bytes): Bytes {
    const out: Bytes[] = [];
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const before = this.#depth;
      this.#step(chunk[at]!);
      if (before === this.#depth) continue;
      if (before === 1 && this.#depth === 2) {
        out.push(this.#unfinished.take(chunk.slice(from, at)));
        from = at;
      } else if (before === 2 && this.#depth === 1) {
        out.push(
          this.#element(this.#unfinished.take(chunk.slice(from, at + 1))),
        );
        from = at + 1;
      } else if (before === 1) {
        out.push(this.#unfinished.take(chunk.slice(from, at)), this.#held());
        from = at;
      }
    }
    this.#unfinished.keep(chunk.slice(from));
    if (this.#depth < 2) out.push(this.#unfinished.take());
    return concat(out);
  }

  flush(): Bytes {
    return this.#unfinished.take();
  }

  #step(byte: number): void {
    if (this.#isString) {
      if (this.#isEscape) this.#isEscape = false;
      else if (byte === SLASH) this.#isEscape = true;
      else if (byte === QUOTE) this.#isString = false;
    } else if (byte === QUOTE) this.#isString = true;
    else if (OPEN.includes(byte)) this.#depth++;
    else if (CLOSE.includes(byte)) this.#depth--;
  }

  #element(raw: Bytes): Bytes {
    this.#hasElement = true;
    const data = decodeUtf8(raw);
    if (data === undefined) return raw;
    const sent = this.#restorer.push({ data });
    return sent.length === 1 && sent[0]!.data === data
      ? raw
      : encodeUtf8(sent.map(({ data }) => data).join(","));
  }

  /** What is held when the array ends, as elements of its own. */
  #held(): Bytes {
    const held = this.#restorer.flush().map(({ data }) => data);
    return encodeUtf8(
      held.map((data, i) => i === 0 && !this.#hasElement ? data : `,${data}`)
        .join(""),
    );
  }
}
