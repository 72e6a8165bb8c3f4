import { RefusalError } from "./errors.ts";
import type { StreamRules } from "./providers/provider.ts";
import { type Dated, EventRestorer } from "./redact/event_restorer.ts";
import type { RestoreOptions } from "./redact/restore.ts";
import { concat } from "./read_body.ts";
import type { Reviver } from "./reviver.ts";

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
  readonly #maxBytes: number;
  #parts: Bytes[] = [];
  #size = 0;

  constructor(options: LinesOptions) {
    this.#restorer = new EventRestorer(options.rules, options);
    this.#maxBytes = options.maxBytes;
  }

  push(chunk: Bytes): Bytes {
    const out: Bytes[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, from)) {
      out.push(
        this.#line(concat([...this.#parts, chunk.slice(from, at)]), "\n"),
      );
      this.#parts = [];
      this.#size = 0;
      from = at + 1;
    }
    this.#keep(chunk.slice(from));
    return concat(out);
  }

  flush(): Bytes {
    const last = concat(this.#parts);
    const end = last.length === 0 ? last : this.#line(last, "");
    const held = this.#restorer.flush().map(({ data }) => `\n${data}`).join("");
    return concat([end, new TextEncoder().encode(held)]);
  }

  #line(raw: Bytes, end: string): Bytes {
    const data = decode(raw);
    const sent = data === undefined || data.trim() === ""
      ? undefined
      : this.#restorer.push({ data });
    if (sent === undefined || sent.length === 1 && sent[0]!.data === data) {
      return concat([raw, new TextEncoder().encode(end)]);
    }
    const lines = sent.map(({ data }) => data).join("\n");
    return new TextEncoder().encode(lines + end);
  }

  #keep(part: Bytes): void {
    if (part.length === 0) return;
    this.#parts.push(part);
    this.#size += part.length;
    if (this.#size <= this.#maxBytes) return;
    this.#parts = [];
    throw RefusalError.body(
      `a line of the answer is over the limit: ${this.#maxBytes} bytes`,
      "Raise `max_body_mib`",
    );
  }
}

function decode(raw: Bytes): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
      .decode(raw);
  } catch {
    return undefined;
  }
}
