import { deepEqual, equal, throws } from "node:assert/strict";
import { Buffer } from "node:buffer";
import {
  frameLength,
  readFrame,
  writeFrame,
} from "../../../proxy/eventstream/frame.ts";
import { FramesReviver } from "../../../proxy/eventstream/frames_reviver.ts";
import { PROVIDERS, RefusalError, UpstreamError } from "../../../proxy/mod.ts";
import { endpointFor } from "../../../proxy/providers/route.ts";
import { placeholderOf, textOf } from "../transcript.ts";

const S = 'SECRET-"alpha';
const P = placeholderOf("SECRET-alpha");

type Bytes = Uint8Array<ArrayBuffer>;

/** A string header, as Bedrock sends them. */
function header(name: string, value: string): number[] {
  const bytes = (text: string) => [...new TextEncoder().encode(text)];
  return [name.length, ...bytes(name), 7, 0, value.length, ...bytes(value)];
}
function frame(type: string, payload: unknown): Bytes {
  const headers = new Uint8Array([
    ...header(":event-type", type),
    ...header(":message-type", "event"),
  ]);
  return writeFrame({
    headers,
    payload: new TextEncoder().encode(JSON.stringify(payload)),
  });
}
function frames(bytes: Bytes): Bytes[] {
  const out: Bytes[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + frameLength(bytes.slice(at, at + 12));
    out.push(bytes.slice(at, end));
    at = end;
  }
  return out;
}
const payloads = (bytes: Bytes) =>
  frames(bytes).map((each) => JSON.parse(textOf(readFrame(each).payload)));

function revive(
  path: string,
  chunks: readonly Bytes[],
  maxBytes = 2000,
): Bytes {
  const reviver = new FramesReviver({
    rules: endpointFor(PROVIDERS["bedrock"]!, path).stream,
    maxBytes,
    lookup: (tag) => P.includes(tag) ? S : undefined,
    tally: { restored: 0, unknown: 0 },
  });
  const out = [...chunks.map((chunk) => reviver.push(chunk)), reviver.flush()];
  return new Uint8Array(out.flatMap((each) => [...each]));
}
const CONVERSE = "/model/eu.anthropic.claude-v1%3A0/converse-stream";
const INVOKE = "/model/anthropic.claude/invoke-with-response-stream";
const join = (...parts: Bytes[]) =>
  new Uint8Array(parts.flatMap((each) => [...each]));

Deno.test("a frame is written as the AWS documentation's empty message is", () => {
  const empty = new Uint8Array(
    Buffer.from("000000100000000005c248eb7d98c8ff", "hex"),
  );
  const none = new Uint8Array();
  deepEqual(writeFrame({ headers: none, payload: none }), empty);
  deepEqual(readFrame(empty), { raw: empty, headers: none, payload: none });
});

Deno.test("Converse: texts and tool input are restored across frames cut anywhere", () => {
  const start = frame("messageStart", { role: "assistant" });
  const thought = frame("contentBlockDelta", {
    contentBlockIndex: 0,
    delta: { reasoningContent: { text: P } },
  });
  const text = (t: string) =>
    frame("contentBlockDelta", {
      contentBlockIndex: 1,
      delta: { text: t },
      p: "abc",
    });
  const tool = (input: string) =>
    frame("contentBlockDelta", {
      contentBlockIndex: 2,
      delta: { toolUse: { input } },
    });
  const stop = (contentBlockIndex: number) =>
    frame("contentBlockStop", { contentBlockIndex });
  const stream = join(
    start,
    thought,
    text(`é ${P.slice(0, 3)}`),
    tool('{"k":"'),
    tool(P.slice(0, 9)),
    text(`${P.slice(3)} <`),
    stop(1),
    tool(P.slice(9)),
    tool('"}'),
    stop(2),
    frame("messageStop", { stopReason: "end_turn" }),
  );
  for (let at = 0; at <= stream.length; at++) {
    const out = payloads(
      revive(CONVERSE, [stream.slice(0, at), stream.slice(at)]),
    );
    const joined = (
      index: number,
      pick: (
        delta: { text?: string; toolUse?: { input: string } },
      ) => string | undefined,
    ) =>
      out.filter((each) => each.contentBlockIndex === index && each.delta).map((
        each,
      ) => pick(each.delta)).join("");
    equal(joined(1, ({ text }) => text), `é ${S} <`);
    equal(JSON.parse(joined(2, ({ toolUse }) => toolUse?.input)).k, S);
    deepEqual(out[1].delta.reasoningContent.text, P);
    const last = out.findLastIndex((each) => each.contentBlockIndex === 1);
    equal(out[last].delta, undefined);
  }
  const out = frames(revive(CONVERSE, [stream]));
  deepEqual(out[0], start);
  deepEqual(out[1], thought);
  deepEqual(out.at(-2), stop(2));
});

Deno.test("InvokeModel: the event inside the base64 is restored", () => {
  const wrap = (event: unknown) =>
    frame("chunk", {
      bytes: Buffer.from(JSON.stringify(event)).toString("base64"),
      p: "pad",
    });
  const delta = (text: string) =>
    wrap({
      type: "content_block_delta",
      index: 0,
      delta: { type: "text_delta", text },
    });
  const stop = wrap({ type: "content_block_stop", index: 0 });
  const out = revive(INVOKE, [
    delta(`a ${P.slice(0, 5)}`),
    delta(`${P.slice(5)} <`),
    stop,
  ]);
  const events = payloads(out).map(({ bytes }) =>
    JSON.parse(Buffer.from(bytes, "base64").toString())
  );
  deepEqual(events.map((event) => event.delta?.text), [
    "a ",
    `${S} `,
    "<",
    undefined,
  ]);
  deepEqual(frames(out).at(-1), stop);
});

Deno.test("frames that hold no text pass byte for byte", () => {
  const binary = writeFrame({
    headers: new Uint8Array(),
    payload: new Uint8Array([255, 0]),
  });
  const ping = frame("ping", { n: 1 });
  deepEqual(
    revive(CONVERSE, [join(binary, ping), ping.slice(0, 20)]),
    join(binary, ping, ping.slice(0, 20)),
  );
});

Deno.test("a damaged frame ends the stream", () => {
  const good = frame("contentBlockDelta", {
    contentBlockIndex: 0,
    delta: { text: P },
  });
  for (let at = 0; at < good.length; at++) {
    const bad = good.with(at, good[at]! ^ 1);
    throws(
      () => revive(CONVERSE, [new Uint8Array(bad)]),
      UpstreamError,
      String(at),
    );
  }
});

Deno.test("a frame over the limit is an error, not a leak of memory", () => {
  const large = frame("x", { pad: "x".repeat(3000) });
  throws(() => revive(CONVERSE, [large.slice(0, 2500)]), RefusalError);
});
