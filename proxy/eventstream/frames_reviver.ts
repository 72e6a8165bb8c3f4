import { Buffer } from "node:buffer";
import type { StreamRules } from "../providers/provider.ts";
import { concat } from "../read_body.ts";
import { EventRestorer } from "../redact/event_restorer.ts";
import type { RestoreOptions } from "../redact/restore.ts";
import type { Reviver } from "../reviver.ts";
import { Unfinished } from "../unfinished.ts";
import { decodeUtf8, encodeUtf8 } from "../utf8.ts";
import {
  type Frame,
  frameLength,
  PRELUDE_BYTES,
  readFrame,
  writeFrame,
} from "./frame.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface FramesOptions extends Omit<RestoreOptions, "dialect"> {
  readonly rules: StreamRules;
  /** Bounds one frame. */
  readonly maxBytes: number;
}

/** A frame whose payload is JSON, or holds JSON in base64 under `bytes`. */
interface Event extends Frame {
  readonly data: string;
  readonly isWrapped: boolean;
}

/** Restores an AWS event stream; untouched frames leave byte for byte. */
export class FramesReviver implements Reviver {
  readonly #restorer: EventRestorer<Event>;
  readonly #unfinished: Unfinished;

  constructor(options: FramesOptions) {
    this.#restorer = new EventRestorer(options.rules, options);
    this.#unfinished = new Unfinished("a frame", options.maxBytes);
  }

  push(chunk: Bytes): Bytes {
    const out: Bytes[] = [];
    let rest = this.#unfinished.take(chunk);
    while (rest.length >= PRELUDE_BYTES) {
      const length = frameLength(rest.subarray(0, PRELUDE_BYTES));
      if (rest.length < length) break;
      out.push(...this.#frame(readFrame(rest.slice(0, length))));
      rest = rest.subarray(length);
    }
    this.#unfinished.keep(rest.slice());
    return concat(out);
  }

  flush(): Bytes {
    const cut = this.#unfinished.take();
    return concat([...this.#restorer.flush().map(written), cut]);
  }

  #frame(frame: Frame): Bytes[] {
    const own = eventOf(frame);
    if (own === undefined) return [frame.raw];
    return this.#restorer.push(own).map((sent) =>
      sent.event === own && sent.data === own.data ? own.raw : written(sent)
    );
  }
}

function eventOf(frame: Frame): Event | undefined {
  const text = decodeUtf8(frame.payload);
  if (text === undefined || !text.startsWith("{")) return undefined;
  const wrapped = bytesOf(text);
  const data = wrapped === undefined
    ? text
    : decodeUtf8(new Uint8Array(Buffer.from(wrapped, "base64")));
  if (data === undefined) return undefined;
  return { ...frame, data, isWrapped: wrapped !== undefined };
}

function written({ event, data }: { event: Event; data: string }): Bytes {
  const bytes = Buffer.from(data).toString("base64");
  const payload = encodeUtf8(
    event.isWrapped ? JSON.stringify({ bytes }) : data,
  );
  return writeFrame({ headers: event.headers, payload });
}

function bytesOf(text: string): string | undefined {
  try {
    const { bytes } = JSON.parse(text);
    return typeof bytes === "string" ? bytes : undefined;
  } catch {
    return undefined;
  }
}
