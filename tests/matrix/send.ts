import { equal } from "node:assert/strict";
import { type Context, handle, type Outgoing } from "../../proxy/mod.ts";
import { decode, encode } from "./answers/answer.ts";
import { sendMessage } from "./send_message.ts";
import type { BodyFormat } from "./body_format.ts";
import type { Sending } from "./transport.ts";
import type { Wire } from "./wires.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** One request, ready to go. */
export interface Parcel {
  readonly wire: Wire;
  readonly format: BodyFormat;
  /** The texts of the body, as they were sent. */
  readonly texts: readonly string[];
  readonly encoding: string;
  readonly sending: Sending;
}

/** What became of a request. */
export interface Passage {
  /** As the provider received it. */
  readonly received: Outgoing;
  /** What the client was told. */
  readonly answered: Bytes;
}

/**
 * Sends a request through the proxy to a provider that says again what it
 * heard. Fails unless it arrives whole and comes back as it was sent.
 */
export async function send(
  parcel: Parcel,
  context: Omit<Context, "forward" | "record">,
): Promise<Passage> {
  const { wire, format, texts } = parcel;
  if (parcel.sending.frames) return await sendFrames(parcel, context);
  let isRecorded = false;
  let received: Outgoing | undefined;
  const response = await handle(requestOf(parcel), {
    ...context,
    record: () => Promise.resolve(isRecorded = true),
    forward: (outgoing) => {
      if (!isRecorded) throw new Error("sent before it was recorded");
      received = outgoing;
      const heard = heardIn(outgoing, { format, texts });
      return Promise.resolve({
        status: 200,
        headers: new Headers(contentType(wire.answer.contentType)),
        body: ReadableStream.from(wire.answer.say(heard)),
      });
    },
  });
  return { received: received!, answered: await response.bytes() };
}

/** The same over a WebSocket. */
async function sendFrames(
  { wire: { host, path, answer }, format, texts, sending }: Parcel,
  context: Omit<Context, "forward" | "record">,
): Promise<Passage> {
  let isRecorded = false;
  const { heard: body, told } = await sendMessage({
    path,
    frames: sending.frames!,
    answer: (heard) => {
      if (!isRecorded) throw new Error("sent before it was recorded");
      return answer.say(differing(format.read(decode(heard)), texts));
    },
  }, { ...context, record: () => Promise.resolve(isRecorded = true) });
  const { signal } = new AbortController();
  const headers = new Headers();
  return {
    received: { method: "GET", host, path, headers, body, signal },
    answered: encode(told.map(decode).join("\n")),
  };
}

function requestOf({ wire, format, encoding, sending }: Parcel): Request {
  return new Request(`https://${wire.host}${wire.path}`, {
    method: "POST",
    body: sending.body,
    headers: {
      ...contentType(format.contentType),
      ...sending.headers,
      ...encoding === "identity" ? {} : { "content-encoding": encoding },
    },
  });
}

function contentType(value: string | null): Record<string, string> {
  return value ? { "content-type": value } : {};
}

/** The texts that did not arrive as they were sent. */
function heardIn(
  { body, headers }: Outgoing,
  { format, texts }: Pick<Parcel, "format" | "texts">,
): string {
  equal(headers.get("content-length"), `${body!.length}`);
  equal(headers.get("content-encoding"), null);
  return differing(format.read(decode(body!)), texts);
}

/** Those texts, as they were sent. */
export function toldIn(
  { body }: Outgoing,
  { format, texts }: Pick<Parcel, "format" | "texts">,
): string {
  return differing(texts, format.read(decode(body!)));
}

function differing(texts: readonly string[], others: readonly string[]) {
  return texts.filter((text, at) => text !== others[at]).join("\n");
}
