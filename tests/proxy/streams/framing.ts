import { Buffer } from "node:buffer";
import { readFrame, writeFrame } from "../../../proxy/eventstream/frame.ts";

type Bytes = Uint8Array<ArrayBuffer>;
// deno-lint-ignore no-explicit-any
export type Json = any;

/** How events become bytes, and what a client makes of these. */
export interface Framing {
  readonly contentType: string | null;
  /** One piece for each event; joined, they are the stream. */
  readonly write: (events: readonly Json[]) => readonly Bytes[];
  /** The events that are complete in these bytes. */
  readonly read: (bytes: Bytes) => readonly Json[];
}

const encode = (text: string): Bytes => new TextEncoder().encode(text);
const decode = (bytes: Bytes) => new TextDecoder().decode(bytes);

/** Server-sent events that end their lines as given. */
export function sse(
  contentType: string | null,
  { newline = "\n", sentinel }: {
    readonly newline?: string;
    readonly sentinel?: string;
  } = {},
): Framing {
  const end = newline + newline;
  return {
    contentType,
    write: (events) => [
      ...events.map((event) =>
        encode(
          (event.type ? `event: ${event.type}${newline}` : "") +
            `data: ${JSON.stringify(event)}${end}`,
        )
      ),
      ...sentinel ? [encode(`data: ${sentinel}${end}`)] : [],
    ],
    read: (bytes) =>
      decode(bytes).split(end).slice(0, -1).flatMap((event) => {
        const data = /^data: (\{.*)$/m.exec(event)?.[1];
        return data === undefined ? [] : [JSON.parse(data)];
      }),
  };
}

/** One JSON text a line. */
export const LINES: Framing = {
  contentType: "application/x-ndjson",
  write: (events) =>
    events.map((event) => encode(`${JSON.stringify(event)}\n`)),
  read: (bytes) =>
    decode(bytes).split("\n").slice(0, -1).map((line) => JSON.parse(line)),
};

/** The elements of one JSON array, as Gemini writes it. */
export const ARRAY: Framing = {
  contentType: "application/json; charset=UTF-8",
  write: (events) =>
    events.map((event, nth) =>
      encode(
        (nth === 0 ? "[" : "") + JSON.stringify(event) +
          (nth === events.length - 1 ? "\n]" : ",\r\n"),
      )
    ),
  read: (bytes) => {
    const text = decode(bytes).replace(/[\s,]+$/, "");
    return JSON.parse(text.endsWith("]") ? text : `${text || "["}]`);
  },
};

/** AWS event stream; `wrapped` events stand in base64 in their payload. */
export function frames(wrapped: boolean): Framing {
  return {
    contentType: "application/vnd.amazon.eventstream",
    write: (events) =>
      events.map((event) => {
        const json = JSON.stringify(event);
        const bytes = Buffer.from(json).toString("base64");
        const payload = encode(wrapped ? JSON.stringify({ bytes }) : json);
        return writeFrame({ headers: new Uint8Array(), payload });
      }),
    read: (bytes) =>
      framesIn(bytes).map((frame) => {
        const payload = JSON.parse(decode(readFrame(frame).payload));
        return wrapped
          ? JSON.parse(Buffer.from(payload.bytes, "base64").toString())
          : payload;
      }),
  };
}

function framesIn(bytes: Bytes): Bytes[] {
  const found: Bytes[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = new DataView(bytes.buffer, bytes.byteOffset + at)
      .getUint32(0);
    found.push(bytes.slice(at, at + length));
    at += length;
  }
  return found;
}
