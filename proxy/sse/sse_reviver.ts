import { concat } from "../read_body.ts";
import type { StreamRules } from "../providers/provider.ts";
import { EventRestorer } from "../redact/event_restorer.ts";
import type { RestoreOptions } from "../redact/restore.ts";
import type { Reviver } from "../reviver.ts";
import {
  copyWithData,
  type SseEvent,
  sseEvent,
  withData,
} from "./sse_event.ts";
import { encodeUtf8 } from "../utf8.ts";
import { SseSplitter } from "./sse_splitter.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const LF = 0x0a;

export interface SseOptions extends Omit<RestoreOptions, "dialect"> {
  readonly rules: StreamRules;
  /** Bounds one event. */
  readonly maxBytes: number;
}

/** Restores a stream of server-sent events; untouched events leave byte for byte. */
export class SseReviver implements Reviver {
  readonly #splitter: SseSplitter;
  readonly #restorer: EventRestorer<SseEvent>;

  constructor(options: SseOptions) {
    this.#splitter = new SseSplitter(options.maxBytes);
    this.#restorer = new EventRestorer(options.rules, options);
  }

  push(chunk: Bytes): Bytes {
    return concat(
      this.#splitter.push(chunk).flatMap((raw) => this.#event(raw)),
    );
  }

  flush(): Bytes {
    const rest = this.#splitter.flush();
    const last = rest.length === 0 ? [] : this.#event(rest);
    const held = this.#restorer.flush()
      .map(({ event, data }) => encodeUtf8(copyWithData(event, data)));
    // An event that was cut off must not run into ours.
    const gap = last.length > 0 && held.length > 0 ? [encodeUtf8("\n\n")] : [];
    return concat([...last, ...gap, ...held]);
  }

  #event(raw: Bytes): Bytes[] {
    // It completes the CRLF of the event before: nothing may come between.
    if (raw[0] === LF) return [raw.slice(0, 1), ...this.#event(raw.slice(1))];
    const own = sseEvent(raw);
    if (own.data === "") return [raw];
    return this.#restorer.push(own).map(({ event, data }) => {
      if (event !== own) return encodeUtf8(copyWithData(event, data));
      return data === own.data ? raw : encodeUtf8(withData(own, data));
    });
  }
}
