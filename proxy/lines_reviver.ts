import type { StreamRules } from "./providers/provider.ts";
import { type Dated, EventRestorer } from "./redact/event_restorer.ts";
import type { RestoreOptions } from "./redact/restore.ts";
import { concat } from "./read_body.ts";
import type { Reviver } from "./reviver.ts";
import { Unfinished } from "./unfinished.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const LF = 0x0a;

export interface LinesOptions extends Omit<RestoreOptions, "dialect"> {
  readonly rules: StreamRules;
  /** Bounds one line. */
  readonly maxBytes: number;
}

/** Restores JSON texts that come one a line; untouched lines leave byte for byte. */
export class LinesReviver implements Reviver {
  readonly #restorer: EventRestorer<Dated>;
  readonly #unfinished: Unfinished;

  constructor(options: LinesOptions) {
    this.#restorer = new EventRestorer(options.rules, options);
    this.#unfinished = new Unfinished("a line", options.maxBytes);
  }

  push(chunk: Bytes): Bytes {
    const out: Bytes[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, from)) {
      out.push(this.#line(this.#unfinished.take(chunk.slice(from, at)), "\n"));
      from = at + 1;
    }
    this.#unfinished.keep(chunk.slice(from));
    return concat(out);
  }

  flush(): Bytes {
    const last = this.#unfinished.take();
    const end = last.length === 0 ? last : this.#line(last, "");
    const held = this.#restorer.flush().map(({ data }) => `\n${data}`).join("");
    return concat([end, encodeUtf8(held)]);
  }

  #line(raw: Bytes, end: string): Bytes {
    const data = decodeUtf8(raw);
    const sent = data === undefined || data.trim() === ""
      ? undefined
      : this.#restorer.push({ data });
    if (sent === undefined || sent.length === 1 && sent[0]!.data === data) {
      return concat([raw, encodeUtf8(end)]);
    }
    const lines = sent.map(({ data }) => data).join("\n");
    return encodeUtf8(lines + end);
  }
}
