import { writeFrame } from "../../../proxy/eventstream/frame.ts";
import { textOf } from "../transcript.ts";

// deno-lint-ignore no-explicit-any
type Json = any;

/** A wire on which tools are called, as one answer of it is written and read. */
export interface ToolWire {
  readonly name: string;
  readonly host: string;
  readonly provider: string;
  readonly path: string;
  readonly type: string;
  /** The events of an answer that calls a tool, its arguments in pieces. */
  readonly events: (
    tool: string,
    pieces: readonly string[],
  ) => readonly Uint8Array[];
  /** The arguments that a client ends up with, as a value. */
  readonly read: (body: Uint8Array) => unknown;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const sse = (events: readonly Json[]) =>
  events.map((event) =>
    bytes(
      typeof event === "string"
        ? event
        : `${event.type ? `event: ${event.type}\n` : ""}data: ${
          JSON.stringify(event)
        }\n\n`,
    )
  );
const read = (body: Uint8Array): Json[] =>
  textOf(body).split("\n\n").flatMap((event) => {
    const data = /^data: ?(.*)$/m.exec(event)?.[1];
    return data === undefined || data === "[DONE]" ? [] : [JSON.parse(data)];
  });

const anthropic = (tool: string, pieces: readonly string[]) => [
  { type: "message_start", message: { id: "m", content: [] } },
  {
    type: "content_block_start",
    index: 0,
    content_block: { type: "text", text: "" },
  },
  {
    type: "content_block_delta",
    index: 0,
    delta: { type: "text_delta", text: "I call it" },
  },
  { type: "content_block_stop", index: 0 },
  {
    type: "content_block_start",
    index: 1,
    content_block: { type: "tool_use", id: "t", name: tool, input: {} },
  },
  ...pieces.map((partial_json) => ({
    type: "content_block_delta",
    index: 1,
    delta: { type: "input_json_delta", partial_json },
  })),
  { type: "content_block_stop", index: 1 },
  { type: "message_stop" },
];
const anthropicInput = (events: readonly Json[]) =>
  JSON.parse(
    events.filter(({ index }) => index === 1)
      .map(({ delta }) => delta?.partial_json ?? "").join(""),
  );

const frame = (payload: Json) =>
  writeFrame({
    headers: new Uint8Array(),
    payload: bytes(JSON.stringify(payload)),
  });
/** The payloads of frames. */
function payloads(body: Uint8Array): Json[] {
  const found: Json[] = [];
  for (let at = 0; at < body.length;) {
    const view = new DataView(body.buffer, body.byteOffset + at);
    const length = view.getUint32(0);
    const from = at + 12 + view.getUint32(4);
    found.push(JSON.parse(textOf(body.slice(from, at + length - 4))));
    at += length;
  }
  return found;
}

/** The text that a call's last piece, joined to those before, amounts to. */
const whole = (pieces: readonly string[]) => pieces.join("");

export const TOOL_WIRES: readonly ToolWire[] = [{
  name: "Anthropic, streamed",
  host: "api.anthropic.com",
  provider: "anthropic",
  path: "/v1/messages",
  type: "text/event-stream",
  events: (tool, pieces) => sse(anthropic(tool, pieces)),
  read: (body) => anthropicInput(read(body)),
}, {
  name: "Anthropic, whole",
  host: "api.anthropic.com",
  provider: "anthropic",
  path: "/v1/messages",
  type: "application/json",
  events: (name, pieces) => [
    bytes(JSON.stringify({
      content: [
        { type: "text", text: "I call it" },
        { type: "tool_use", id: "t", name, input: JSON.parse(whole(pieces)) },
      ],
    })),
  ],
  read: (body) => JSON.parse(textOf(body)).content[1].input,
}, {
  name: "OpenAI Chat, streamed",
  host: "api.openai.com",
  provider: "openai",
  path: "/v1/chat/completions",
  type: "text/event-stream",
  events: (name, pieces) =>
    sse([
      ...["", ...pieces].map((text, i) => ({
        choices: [{
          index: 0,
          delta: {
            tool_calls: [{
              index: 0,
              ...i === 0 ? { id: "c", type: "function" } : {},
              function: { ...i === 0 ? { name } : {}, arguments: text },
            }],
          },
          finish_reason: null,
        }],
      })),
      { choices: [{ index: 0, delta: {}, finish_reason: "tool_calls" }] },
      "data: [DONE]\n\n",
    ]),
  read: (body) =>
    JSON.parse(
      read(body).flatMap(({ choices }) => choices[0].delta.tool_calls ?? [])
        .map((call) => call.function.arguments).join(""),
    ),
}, {
  name: "OpenAI Chat, whole",
  host: "api.openai.com",
  provider: "openai",
  path: "/v1/chat/completions",
  type: "application/json",
  events: (name, pieces) => [
    bytes(JSON.stringify({
      choices: [{
        message: {
          tool_calls: [{
            id: "c",
            type: "function",
            function: { name, arguments: whole(pieces) },
          }],
        },
      }],
    })),
  ],
  read: (body) =>
    JSON.parse(
      JSON.parse(textOf(body)).choices[0].message.tool_calls[0].function
        .arguments,
    ),
}, {
  name: "OpenAI Responses, streamed",
  host: "api.openai.com",
  provider: "openai",
  path: "/v1/responses",
  type: "text/event-stream",
  events: (name, pieces) => {
    const call = { type: "function_call", id: "f", call_id: "c", name };
    const done = { ...call, arguments: whole(pieces) };
    return sse([
      {
        type: "response.output_item.added",
        output_index: 0,
        item: { ...call, arguments: "" },
      },
      ...pieces.map((delta) => ({
        type: "response.function_call_arguments.delta",
        item_id: "f",
        output_index: 0,
        delta,
      })),
      {
        type: "response.function_call_arguments.done",
        item_id: "f",
        output_index: 0,
        arguments: whole(pieces),
      },
      { type: "response.output_item.done", output_index: 0, item: done },
      { type: "response.completed", response: { output: [done] } },
    ]);
  },
  read: (body) => {
    const events = read(body);
    const all = [
      events.filter(({ type }) => type.endsWith("arguments.delta"))
        .map(({ delta }) => delta).join(""),
      events.at(-3).arguments,
      events.at(-2).item.arguments,
      events.at(-1).response.output[0].arguments,
    ];
    if (new Set(all).size > 1) throw new Error(`They differ: ${all}`);
    return JSON.parse(all[0]);
  },
}, {
  name: "OpenAI Responses, whole",
  host: "api.openai.com",
  provider: "openai",
  path: "/v1/responses",
  type: "application/json",
  events: (name, pieces) => [
    bytes(JSON.stringify({
      output: [{ type: "function_call", name, arguments: whole(pieces) }],
    })),
  ],
  read: (body) => JSON.parse(JSON.parse(textOf(body)).output[0].arguments),
}, {
  name: "Codex, streamed without a content-type",
  host: "chatgpt.com",
  provider: "codex",
  path: "/backend-api/codex/responses",
  type: "",
  events: (name, pieces) =>
    sse([{
      type: "response.output_item.done",
      output_index: 0,
      item: { type: "function_call", name, arguments: whole(pieces) },
    }]),
  read: (body) => JSON.parse(read(body)[0].item.arguments),
}, {
  name: "Gemini, streamed",
  host: "generativelanguage.googleapis.com",
  provider: "gemini",
  path: "/v1beta/models/g:streamGenerateContent",
  type: "text/event-stream",
  events: (name, pieces) =>
    sse([
      { candidates: [{ content: { parts: [{ text: "I call it" }] } }] },
      {
        candidates: [{
          content: {
            parts: [{
              functionCall: { name, args: JSON.parse(whole(pieces)) },
            }],
          },
          finishReason: "STOP",
        }],
      },
    ]),
  read: (body) =>
    read(body).at(-1).candidates[0].content.parts[0].functionCall.args,
}, {
  name: "Gemini, an array",
  host: "generativelanguage.googleapis.com",
  provider: "gemini",
  path: "/v1beta/models/g:streamGenerateContent",
  type: "application/json",
  events: (name, pieces) => [
    bytes(JSON.stringify([{
      candidates: [{
        content: {
          parts: [{ functionCall: { name, args: JSON.parse(whole(pieces)) } }],
        },
      }],
    }])),
  ],
  read: (body) =>
    JSON.parse(textOf(body))[0].candidates[0].content.parts[0].functionCall
      .args,
}, {
  name: "Code Assist, whole",
  host: "cloudcode-pa.googleapis.com",
  provider: "gemini",
  path: "/v1internal:generateContent",
  type: "application/json",
  events: (name, pieces) => [
    bytes(JSON.stringify({
      response: {
        candidates: [{
          content: {
            parts: [{
              functionCall: { name, args: JSON.parse(whole(pieces)) },
            }],
          },
        }],
      },
    })),
  ],
  read: (body) =>
    JSON.parse(textOf(body)).response.candidates[0].content.parts[0]
      .functionCall.args,
}, {
  name: "Bedrock Converse, streamed",
  host: "bedrock-runtime.us-east-1.amazonaws.com",
  provider: "bedrock",
  path: "/model/m/converse-stream",
  type: "application/vnd.amazon.eventstream",
  events: (name, pieces) =>
    [
      {
        contentBlockIndex: 0,
        start: { toolUse: { toolUseId: "t", name } },
      },
      ...pieces.map((input) => ({
        contentBlockIndex: 0,
        delta: { toolUse: { input } },
      })),
      { contentBlockIndex: 0 },
      { stopReason: "tool_use" },
    ].map(frame),
  read: (body) =>
    JSON.parse(
      payloads(body).map(({ delta }) => delta?.toolUse.input ?? "").join(""),
    ),
}, {
  name: "Bedrock Converse, whole",
  host: "bedrock-runtime.us-east-1.amazonaws.com",
  provider: "bedrock",
  path: "/model/m/converse",
  type: "application/json",
  events: (name, pieces) => [
    bytes(JSON.stringify({
      output: {
        message: {
          content: [{ toolUse: { name, input: JSON.parse(whole(pieces)) } }],
        },
      },
    })),
  ],
  read: (body) =>
    JSON.parse(textOf(body)).output.message.content[0].toolUse.input,
}, {
  name: "Bedrock, Anthropic's stream in frames",
  host: "bedrock-runtime.us-east-1.amazonaws.com",
  provider: "bedrock",
  path: "/model/m/invoke-with-response-stream",
  type: "application/vnd.amazon.eventstream",
  events: (tool, pieces) =>
    anthropic(tool, pieces).map((event) =>
      frame({ bytes: btoa(JSON.stringify(event)) })
    ),
  read: (body) =>
    anthropicInput(
      payloads(body).map((payload) => JSON.parse(atob(payload.bytes))),
    ),
}, {
  name: "Ollama, lines",
  host: "ollama.example",
  provider: "generic",
  path: "/api/chat",
  type: "application/x-ndjson",
  events: (name, pieces) =>
    [
      {
        message: {
          content: "",
          tool_calls: [{
            function: { name, arguments: JSON.parse(whole(pieces)) },
          }],
        },
      },
      { done: true },
    ].map((line) => bytes(`${JSON.stringify(line)}\n`)),
  read: (body) =>
    JSON.parse(textOf(body).split("\n")[0]!).message.tool_calls[0].function
      .arguments,
}, {
  name: "an unknown path, streamed as Anthropic",
  host: "llm.example",
  provider: "generic",
  path: "/who/knows",
  type: "text/event-stream",
  events: (tool, pieces) => sse(anthropic(tool, pieces)),
  read: (body) => anthropicInput(read(body)),
}];
