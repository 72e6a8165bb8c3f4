import type { Dialect } from "../../../proxy/redact/restore.ts";
import {
  ARRAY,
  frames,
  type Framing,
  type Json,
  LINES,
  sse,
} from "./framing.ts";

/** One of the texts that a stream carries side by side. */
export interface Channel {
  readonly dialect: Dialect;
  /** An event with the next piece of it. */
  readonly piece: (text: string) => Json;
  /** The piece in an event; `undefined` if there is none of this text. */
  readonly read: (event: Json) => string | undefined;
  /** The event after which no more of it comes. */
  readonly end: Json;
}

/** A wire as its providers stream it. */
export interface StreamedWire {
  readonly name: string;
  readonly provider: string;
  readonly path: string;
  readonly framing: Framing;
  readonly channels: readonly Channel[];
  /** Events that have nothing to do with any text, placeholders or not. */
  readonly others: readonly Json[];
}

const SSE = "text/event-stream; charset=utf-8";
/** Looks like a placeholder of ours, where none must be restored. */
const SEALED = "<pl:TEST:23bec8a64a442baa>";

function anthropic(index: number, kind: "text" | "json"): Channel {
  const [type, field] = kind === "text"
    ? ["text_delta", "text"]
    : ["input_json_delta", "partial_json"];
  return {
    dialect: kind === "text" ? "plain" : "json",
    piece: (text) => ({
      type: "content_block_delta",
      index,
      delta: { type, [field!]: text },
    }),
    read: (event) => event.index === index ? event.delta?.[field!] : undefined,
    end: { type: "content_block_stop", index },
  };
}

const anthropicEvents = {
  channels: [anthropic(1, "text"), anthropic(2, "text"), anthropic(3, "json")],
  others: [
    { type: "ping" },
    {
      type: "content_block_delta",
      index: 0,
      delta: { type: "thinking_delta", thinking: SEALED },
    },
    {
      type: "content_block_delta",
      index: 0,
      delta: { type: "signature_delta", signature: SEALED },
    },
    {
      type: "content_block_start",
      index: 7,
      content_block: { type: "redacted_thinking", data: SEALED },
    },
  ],
};

function choice(
  index: number,
  dialect: Dialect,
  { delta, read }: {
    readonly delta: (text: string) => Json;
    readonly read: (delta: Json) => string | undefined;
  },
): Channel {
  return {
    dialect,
    piece: (text) => ({
      choices: [{ index, delta: delta(text), finish_reason: null }],
    }),
    read: ({ choices: [one] }) =>
      one?.index === index ? read(one.delta) : undefined,
    end: { choices: [{ index, delta: {}, finish_reason: "stop" }] },
  };
}

const content = (index: number) =>
  choice(index, "plain", {
    delta: (content) => ({ content }),
    read: ({ content }) => content,
  });
const call = (index: number, nth: number) =>
  choice(index, "json", {
    delta: (args) => ({
      tool_calls: [{ index: nth, function: { arguments: args } }],
    }),
    read: ({ tool_calls }) =>
      tool_calls?.[0].index === nth
        ? tool_calls[0].function.arguments
        : undefined,
  });

function output(output_index: number, kind: string, dialect: Dialect): Channel {
  const at = { output_index, content_index: 0, item_id: `i${output_index}` };
  const done = kind.replace(/\.delta$/, ".done");
  return {
    dialect,
    piece: (delta) => ({ type: kind, ...at, delta }),
    read: (event) =>
      event.type === kind && event.output_index === output_index
        ? event.delta
        : undefined,
    end: { type: done, ...at },
  };
}

const responses = {
  provider: "openai",
  path: "/v1/responses",
  channels: [
    output(0, "response.reasoning_summary_text.delta", "plain"),
    output(1, "response.output_text.delta", "plain"),
    output(2, "response.function_call_arguments.delta", "json"),
    output(3, "response.custom_tool_call_input.delta", "plain"),
    output(4, "response.mcp_call_arguments.delta", "json"),
    output(5, "response.code_interpreter_call_code.delta", "plain"),
    output(6, "response.refusal.delta", "plain"),
  ],
  others: [
    { type: "response.in_progress", response: { id: "r", output: [] } },
    {
      type: "response.output_item.done",
      output_index: 9,
      item: { type: "reasoning", encrypted_content: SEALED, summary: [] },
    },
    {
      type: "response.image_generation_call.partial_image",
      output_index: 8,
      partial_image_b64: "aGk=",
    },
  ],
};

function candidate(index: number, wrap: (event: Json) => Json): Channel {
  const part = (text: string, more = {}) =>
    wrap({
      candidates: [{
        index,
        content: { role: "model", parts: [{ text }] },
        ...more,
      }],
    });
  return {
    dialect: "plain",
    piece: (text) => part(text),
    read: (event) => {
      const [one] = (event.response ?? event).candidates ?? [];
      return one?.index === index ? one.content?.parts?.[0]?.text : undefined;
    },
    end: wrap({ candidates: [{ index, finishReason: "STOP" }] }),
  };
}

function gemini(wrap: (event: Json) => Json) {
  return {
    provider: "gemini",
    channels: [candidate(0, wrap), candidate(1, wrap)],
    others: [
      wrap({ usageMetadata: { totalTokenCount: 3 } }),
      wrap({
        candidates: [{
          index: 2,
          content: {
            parts: [{
              thoughtSignature: SEALED,
              functionCall: { name: "f", args: {} },
            }],
          },
        }],
      }),
    ],
  };
}

const plain = (event: Json) => event;

function block(contentBlockIndex: number, dialect: Dialect): Channel {
  const isText = dialect === "plain";
  return {
    dialect,
    piece: (text) => ({
      contentBlockIndex,
      delta: isText ? { text } : { toolUse: { input: text } },
    }),
    read: (event) =>
      event.contentBlockIndex !== contentBlockIndex
        ? undefined
        : isText
        ? event.delta?.text
        : event.delta?.toolUse?.input,
    end: { contentBlockIndex },
  };
}

function ollama(field: "content" | "thinking"): Channel {
  return {
    dialect: "plain",
    piece: (text) => ({ message: { [field]: text }, done: false }),
    read: ({ message }) => message?.[field],
    end: { message: { role: "assistant" }, done: true },
  };
}

/** Every wire that streams. */
export const STREAMED_WIRES: readonly StreamedWire[] = [
  {
    name: "Anthropic Messages",
    provider: "anthropic",
    path: "/v1/messages",
    framing: sse(SSE),
    ...anthropicEvents,
  },
  {
    name: "OpenAI Chat",
    provider: "openai",
    path: "/v1/chat/completions",
    framing: sse(SSE, { sentinel: "[DONE]" }),
    channels: [content(0), content(1), call(2, 0), call(2, 1)],
    others: [
      { choices: [], usage: { total_tokens: 3 } },
      { choices: [{ index: 0, delta: { role: "assistant" } }] },
      {
        choices: [{
          index: 5,
          delta: { reasoning_details: [{ data: SEALED, signature: SEALED }] },
        }],
      },
    ],
  },
  {
    name: "OpenAI Completions",
    provider: "openai",
    path: "/v1/completions",
    framing: sse(SSE, { sentinel: "[DONE]" }),
    channels: [0, 1].map((index) => ({
      dialect: "plain",
      piece: (text) => ({ choices: [{ index, text, finish_reason: null }] }),
      read: ({ choices: [one] }) => one?.index === index ? one.text : undefined,
      end: { choices: [{ index, text: "", finish_reason: "stop" }] },
    })),
    others: [{ choices: [], usage: { total_tokens: 3 } }],
  },
  { name: "OpenAI Responses", framing: sse(SSE), ...responses },
  {
    ...responses,
    name: "Codex, without a content-type",
    provider: "codex",
    path: "/backend-api/codex/responses",
    framing: sse(null),
  },
  {
    name: "Gemini",
    path: "/v1beta/models/g:streamGenerateContent",
    framing: sse(SSE, { newline: "\r\n" }),
    ...gemini(plain),
  },
  {
    name: "Gemini as an array",
    path: "/v1beta/models/g:streamGenerateContent",
    framing: ARRAY,
    ...gemini(plain),
  },
  {
    name: "Gemini Code Assist",
    path: "/v1internal:streamGenerateContent",
    framing: sse(SSE, { newline: "\r\n" }),
    ...gemini((response) => ({ response })),
  },
  {
    name: "Bedrock Converse",
    provider: "bedrock",
    path: "/model/m/converse-stream",
    framing: frames(false),
    channels: [block(0, "plain"), block(1, "json"), block(2, "json")],
    others: [
      { contentBlockIndex: 8, start: { toolUse: { name: "f" } } },
      {
        contentBlockIndex: 9,
        delta: { reasoningContent: { text: SEALED, signature: SEALED } },
      },
    ],
  },
  {
    name: "Bedrock InvokeModel",
    provider: "bedrock",
    path: "/model/m/invoke-with-response-stream",
    framing: frames(true),
    ...anthropicEvents,
  },
  {
    name: "Ollama",
    provider: "generic",
    path: "/api/chat",
    framing: LINES,
    channels: [ollama("thinking"), ollama("content")],
    others: [{ status: "loading" }],
  },
];
