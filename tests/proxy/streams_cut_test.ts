import { deepEqual, equal } from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { chooseReviver } from "../../proxy/choose_reviver.ts";
import { writeFrame } from "../../proxy/eventstream/frame.ts";
import { PROVIDERS } from "../../proxy/mod.ts";
import { endpointFor } from "../../proxy/providers/route.ts";
import { encodeString } from "../../proxy/json/string_token.ts";
import { concat } from "../../proxy/read_body.ts";
import { placeholderOf, vault } from "./transcript.ts";

type Bytes = Uint8Array<ArrayBuffer>;
// deno-lint-ignore no-explicit-any
type Json = any;

const own = vault();
const SECRET = 'SECRET-"x"\\\n';
const P = `<pl:TEST:${own.tokenise(SECRET)}>`;
const encode = (text: string): Bytes => new TextEncoder().encode(text);

/** A text with a placeholder in it, in so many pieces. */
function pieces(text: string, count: number): string[] {
  const at = (i: number) => Math.floor(i * text.length / count);
  return Array.from({ length: count }, (_, i) => text.slice(at(i), at(i + 1)));
}

const TEXT = `é𝄞 a ${P} < b `;
const ARGS = `{"k":"${P}"}`;
const FIRST = pieces(TEXT, 20);
const SECOND = pieces(`${ARGS}`, 20);

interface Wire {
  readonly provider: string;
  readonly path: string;
  readonly type: string | null;
  /** Two texts that come side by side, piece by piece, and their ends. */
  readonly events: readonly Json[];
  /** How the events are written. */
  readonly frame: (events: readonly Json[]) => Bytes;
  /** The events of an answer. */
  readonly read: (bytes: Bytes) => readonly Json[];
  /** The pieces of the two texts in an event. */
  readonly texts: (
    event: Json,
  ) => readonly [first?: string | undefined, second?: string | undefined];
  /** Whether the second text is JSON source. */
  readonly isSource?: boolean;
}

const sse = (end = "\n") => (events: readonly Json[]) =>
  encode(
    events.map((event) =>
      `data: ${
        typeof event === "string" ? event : JSON.stringify(event)
      }${end}${end}`
    ).join(""),
  );
const readSse = (bytes: Bytes) =>
  new TextDecoder().decode(bytes).split(/\r\n\r\n|\n\n|\r\r/).flatMap(
    (event) => {
      const data = event.split(/\r\n|\n|\r/).filter((line) =>
        line.startsWith("data:")
      ).map((line) => line.slice(5).replace(/^ /, "")).join("\n");
      return data.startsWith("{") ? [JSON.parse(data)] : [];
    },
  );
const lines = (events: readonly Json[]) =>
  encode(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
const readLines = (bytes: Bytes) =>
  new TextDecoder().decode(bytes).split("\n").filter((line) => line !== "")
    .map((line) => JSON.parse(line));
const array = (events: readonly Json[]) =>
  encode(`[${events.map((event) => JSON.stringify(event)).join("\n,\r\n")}\n]`);
const readArray = (bytes: Bytes) => JSON.parse(new TextDecoder().decode(bytes));
const frames = (wrap: (json: string) => string) => (events: readonly Json[]) =>
  concat(
    events.map((event) =>
      writeFrame({
        headers: new Uint8Array([1, 97, 0]),
        payload: encode(wrap(JSON.stringify(event))),
      })
    ),
  );
const base64 = (json: string) =>
  JSON.stringify({ bytes: Buffer.from(json).toString("base64") });

function readFrames(bytes: Bytes): Json[] {
  const events: Json[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length;) {
    const size = view.getUint32(at);
    const from = at + 12 + view.getUint32(at + 4);
    const text = new TextDecoder().decode(bytes.subarray(from, at + size - 4));
    const event = JSON.parse(text);
    events.push(
      event.bytes === undefined
        ? event
        : JSON.parse(Buffer.from(event.bytes, "base64").toString()),
    );
    at += size;
  }
  return events;
}

/** The two texts' pieces in turn, each as its own event. */
const sideBySide = (
  first: (piece: string) => Json,
  second: (piece: string) => Json,
) => FIRST.flatMap((piece, i) => [first(piece), second(SECOND[i]!)]);

const geminiParts = (wrap: (body: Json) => Json) => [
  ...sideBySide(
    (text) =>
      wrap({
        candidates: [{
          index: 0,
          content: { role: "model", parts: [{ text }] },
        }],
      }),
    (text) =>
      wrap({
        candidates: [{
          index: 1,
          content: { role: "model", parts: [{ text }] },
        }],
      }),
  ),
  wrap({
    candidates: [
      { index: 0, finishReason: "STOP" },
      { index: 1, finishReason: "STOP" },
    ],
    usageMetadata: { totalTokenCount: 7 },
  }),
];
const geminiTexts = (
  event: Json,
): [first?: string | undefined, second?: string | undefined] => {
  const of = (index: number) =>
    (event.response ?? event).candidates
      .filter((one: Json) => one.index === index)
      .map((one: Json) => one.content?.parts?.[0]?.text ?? "").join("");
  return [of(0), of(1)];
};

const anthropic = [
  ...sideBySide(
    (text) => ({
      type: "content_block_delta",
      index: 0,
      delta: { type: "text_delta", text },
    }),
    (partial_json) => ({
      type: "content_block_delta",
      index: 1,
      delta: { type: "input_json_delta", partial_json },
    }),
  ),
  { type: "content_block_stop", index: 0 },
  { type: "content_block_stop", index: 1 },
  { type: "message_stop" },
];
const anthropicTexts = (
  { delta }: Json,
): [first?: string | undefined, second?: string | undefined] => [
  delta?.text,
  delta?.partial_json,
];

const chat = [
  ...sideBySide(
    (content) => ({ choices: [{ index: 0, delta: { content } }] }),
    (args) => ({
      choices: [{
        index: 0,
        delta: { tool_calls: [{ index: 0, function: { arguments: args } }] },
      }],
    }),
  ),
  { choices: [{ index: 0, delta: {}, finish_reason: "tool_calls" }] },
  "[DONE]",
];
const chatTexts = (
  { choices: [{ delta }] }: Json,
): [first?: string | undefined, second?: string | undefined] => [
  delta.content,
  delta.tool_calls?.[0]?.function.arguments,
];

const responses = [
  ...sideBySide(
    (delta) => ({
      type: "response.output_text.delta",
      output_index: 0,
      content_index: 0,
      delta,
    }),
    (delta) => ({
      type: "response.function_call_arguments.delta",
      output_index: 1,
      delta,
    }),
  ),
  { type: "response.output_item.done", output_index: 0, item: {} },
  { type: "response.output_item.done", output_index: 1, item: {} },
];
const responsesTexts = (
  { output_index, delta }: Json,
): [first?: string | undefined, second?: string | undefined] =>
  output_index === 0 ? [delta] : [undefined, delta];

const converse = [
  ...sideBySide(
    (text) => ({ contentBlockIndex: 0, delta: { text } }),
    (input) => ({ contentBlockIndex: 1, delta: { toolUse: { input } } }),
  ),
  { contentBlockIndex: 0 },
  { contentBlockIndex: 1 },
  { stopReason: "end_turn" },
];

const WIRES: Readonly<Record<string, Wire>> = {
  "Anthropic, by event": {
    provider: "anthropic",
    path: "/v1/messages",
    type: "text/event-stream",
    events: anthropic,
    frame: sse(),
    read: readSse,
    texts: anthropicTexts,
    isSource: true,
  },
  "Anthropic with CRLF, comments, names and data over lines": {
    provider: "anthropic",
    path: "/v1/messages",
    type: "text/event-stream; charset=utf-8",
    events: anthropic,
    frame: (events) =>
      encode(
        "\uFEFF: hello\r\n\r\n" +
          events.map((event) =>
            `event: ${event.type}\r\nid: 7\r\ndata:{"type":\r\ndata: ${
              JSON.stringify(event).slice('{"type":'.length)
            }\r\n\r\n`
          ).join(": more\r\n\r\n"),
      ),
    read: (bytes) => readSse(bytes),
    texts: anthropicTexts,
    isSource: true,
  },
  "Anthropic with carriage returns alone": {
    provider: "anthropic",
    path: "/v1/messages",
    type: "text/event-stream",
    events: anthropic,
    frame: sse("\r"),
    read: readSse,
    texts: anthropicTexts,
    isSource: true,
  },
  "Chat": {
    provider: "openai",
    path: "/v1/chat/completions",
    type: "text/event-stream",
    events: chat,
    frame: sse(),
    read: readSse,
    texts: chatTexts,
    isSource: true,
  },
  "Chat at a gateway that is not known": {
    provider: "generic",
    path: "/any",
    type: "text/event-stream",
    events: chat,
    frame: sse(),
    read: readSse,
    texts: chatTexts,
    isSource: true,
  },
  "Completions": {
    provider: "openai",
    path: "/v1/completions",
    type: "text/event-stream",
    events: [
      ...sideBySide(
        (text) => ({ choices: [{ index: 0, text, finish_reason: null }] }),
        (text) => ({ choices: [{ index: 1, text, finish_reason: null }] }),
      ),
      { choices: [{ index: 0, text: "", finish_reason: "stop" }] },
      { choices: [{ index: 1, text: "", finish_reason: "stop" }] },
      "[DONE]",
    ],
    frame: sse(),
    read: readSse,
    texts: ({ choices: [{ index, text }] }) =>
      index === 0 ? [text] : [undefined, text],
  },
  "Mistral with content in a list": {
    provider: "openai",
    path: "/v1/chat/completions",
    type: "text/event-stream",
    events: [
      ...sideBySide(
        (text) => ({
          choices: [{ index: 0, delta: { content: [{ type: "text", text }] } }],
        }),
        (text) => ({
          choices: [{
            index: 1,
            delta: {
              content: [{
                type: "thinking",
                thinking: [{ type: "text", text }],
              }],
            },
          }],
        }),
      ),
      { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
      { choices: [{ index: 1, delta: {}, finish_reason: "stop" }] },
    ],
    frame: sse(),
    read: readSse,
    texts: ({ choices: [{ delta }] }) => [
      delta.content?.[0]?.text,
      delta.content?.[0]?.thinking?.[0]?.text,
    ],
  },
  "Responses": {
    provider: "openai",
    path: "/v1/responses",
    type: "text/event-stream",
    events: responses,
    frame: sse(),
    read: readSse,
    texts: responsesTexts,
    isSource: true,
  },
  "Codex, without a content-type": {
    provider: "codex",
    path: "/backend-api/codex/responses",
    type: null,
    events: responses,
    frame: sse(),
    read: readSse,
    texts: responsesTexts,
    isSource: true,
  },
  "Gemini, by event": {
    provider: "gemini",
    path: "/v1beta/models/g:streamGenerateContent",
    type: "text/event-stream",
    events: geminiParts((body) => body),
    frame: sse("\r\n"),
    read: readSse,
    texts: geminiTexts,
  },
  "Code Assist, by event": {
    provider: "gemini",
    path: "/v1internal:streamGenerateContent",
    type: "text/event-stream",
    events: geminiParts((response) => ({ response })),
    frame: sse(),
    read: readSse,
    texts: geminiTexts,
  },
  "Gemini, as an array": {
    provider: "gemini",
    path: "/v1beta/models/g:streamGenerateContent",
    type: "application/json; charset=UTF-8",
    events: geminiParts((body) => body),
    frame: array,
    read: readArray,
    texts: geminiTexts,
  },
  "Bedrock Converse": {
    provider: "bedrock",
    path: "/model/m/converse-stream",
    type: "application/vnd.amazon.eventstream",
    events: converse,
    frame: frames((json) => json),
    read: readFrames,
    texts: ({ delta }) => [delta?.text, delta?.toolUse?.input],
    isSource: true,
  },
  "Bedrock InvokeModel, Anthropic": {
    provider: "bedrock",
    path: "/model/m/invoke-with-response-stream",
    type: "application/vnd.amazon.eventstream",
    events: anthropic,
    frame: frames(base64),
    read: readFrames,
    texts: anthropicTexts,
    isSource: true,
  },
  "Bedrock InvokeModel, Nova": {
    provider: "bedrock",
    path: "/model/m/invoke-with-response-stream",
    type: "application/vnd.amazon.eventstream",
    events: [
      ...sideBySide(
        (text) => ({
          contentBlockDelta: { contentBlockIndex: 0, delta: { text } },
        }),
        (input) => ({
          contentBlockDelta: {
            contentBlockIndex: 1,
            delta: { toolUse: { input } },
          },
        }),
      ),
      { contentBlockStop: { contentBlockIndex: 0 } },
      { contentBlockStop: { contentBlockIndex: 1 } },
      { messageStop: { stopReason: "tool_use" } },
    ],
    frame: frames(base64),
    read: readFrames,
    texts: ({ contentBlockDelta: { delta } = { delta: {} } }) => [
      delta.text,
      delta.toolUse?.input,
    ],
    isSource: true,
  },
  "Bedrock InvokeModel, Llama": {
    provider: "bedrock",
    path: "/model/m/invoke-with-response-stream",
    type: "application/vnd.amazon.eventstream",
    events: [
      ...FIRST.map((generation) => ({ generation, stop_reason: null })),
      { generation: "", stop_reason: "stop" },
    ],
    frame: frames(base64),
    read: readFrames,
    texts: ({ generation }) => [generation],
  },
  "Ollama, by line": {
    provider: "ollama",
    path: "/api/chat",
    type: "application/x-ndjson",
    events: [
      ...sideBySide(
        (content) => ({ message: { role: "assistant", content }, done: false }),
        (thinking) => ({
          message: { role: "assistant", thinking },
          done: false,
        }),
      ),
      { message: { role: "assistant", content: "" }, done: true, total: 1.5 },
    ],
    frame: lines,
    read: readLines,
    texts: ({ message }) => [message.content, message.thinking],
  },
  "lines at a host that is not known": {
    provider: "generic",
    path: "/api/generate",
    type: "application/x-ndjson",
    events: [
      ...FIRST.map((response) => ({ model: "m", response, done: false })),
      { model: "m", response: "", done: true },
    ],
    frame: lines,
    read: readLines,
    texts: ({ response }) => [response],
  },
};

function restored(
  { provider, path, type }: Wire,
  chunks: readonly Bytes[],
): Bytes {
  const reviver = chooseReviver(type, {
    first: concat(chunks).subarray(0, 9),
    endpoint: endpointFor(PROVIDERS[provider]!, path),
    maxBytes: 1 << 20,
    lookup: (tag) => own.lookup(tag),
    tally: { restored: 0, unknown: 0 },
  });
  if (typeof reviver === "string") throw new Error(`Not a stream: ${reviver}`);
  const out = chunks.map((chunk) => reviver.push(chunk.slice()));
  return concat([...out, reviver.flush()]);
}

/** The two texts as a client adds them up. */
function together({ read, texts }: Wire, bytes: Bytes): [string, string] {
  const said = read(bytes).map(texts);
  return [
    said.map(([first]) => first ?? "").join(""),
    said.map(([, second]) => second ?? "").join(""),
  ];
}

for (const [name, wire] of Object.entries(WIRES)) {
  const bytes = wire.frame(wire.events);
  const whole = restored(wire, [bytes]);
  const hasTwo = together(wire, bytes)[1] !== "";

  Deno.test(`${name}: texts in twenty pieces, side by side, are restored`, () => {
    deepEqual(together(wire, whole), [
      TEXT.replace(P, SECRET),
      hasTwo
        ? ARGS.replace(P, wire.isSource ? encodeString(SECRET) : SECRET)
        : "",
    ]);
  });

  Deno.test(`${name}: cut in two at every byte, it gives the same bytes`, () => {
    for (let at = 0; at <= bytes.length; at++) {
      const out = restored(wire, [bytes.slice(0, at), bytes.slice(at)]);
      equal(Buffer.compare(out, whole), 0, `cut at ${at}`);
    }
  });

  Deno.test(`${name}: chunked at random, it gives the same bytes`, () => {
    const sizes = fc.infiniteStream(fc.integer({ min: 1, max: 90 }));
    fc.assert(
      fc.property(sizes, (next) => {
        const chunks: Bytes[] = [];
        for (let at = 0; at < bytes.length;) {
          const size = next.next().value!;
          chunks.push(bytes.slice(at, at + size));
          at += size;
        }
        equal(Buffer.compare(restored(wire, chunks), whole), 0);
      }),
      { numRuns: 15 },
    );
  });

  Deno.test(`${name}: without a placeholder every byte stays`, () => {
    const isPiece = (value: Json) =>
      FIRST.includes(value) || SECOND.includes(value);
    const plain = wire.frame(
      JSON.parse(
        JSON.stringify(wire.events),
        (_, value) => isPiece(value) ? "é 𝄞" : value,
      ),
    );
    equal(Buffer.compare(restored(wire, [plain]), plain), 0);
  });
}

Deno.test("the placeholder of these streams is one", () => {
  equal(P, placeholderOf(SECRET));
});
