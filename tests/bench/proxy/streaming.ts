import { writeFrame } from "../../../proxy/eventstream/frame.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Json = Readonly<Record<string, unknown>>;

/** How one wire streams a text. */
export interface Streaming {
  readonly contentType: string;
  readonly first: Bytes;
  readonly delta: (text: string) => Bytes;
  readonly last: Bytes;
}

/** A wire that is measured. */
interface Measured {
  readonly name: string;
  readonly host: string;
  readonly path: string;
  readonly streaming: Streaming;
}

const encode = (text: string): Bytes => new TextEncoder().encode(text);
const sse = (data: Json) =>
  encode(
    `${data.type ? `event: ${data.type}\n` : ""}data: ${
      JSON.stringify(data)
    }\n\n`,
  );
const frame = (payload: Json) =>
  writeFrame({
    headers: new Uint8Array(),
    payload: encode(JSON.stringify(payload)),
  });
const wrapped = (event: Json) => frame({ bytes: btoa(JSON.stringify(event)) });
const line = (event: Json) => encode(`${JSON.stringify(event)}\n`);

function made(
  contentType: string,
  { write, first, delta, last }: {
    readonly write: (event: Json) => Bytes;
    readonly first: Json;
    readonly delta: (text: string) => Json;
    readonly last: Json;
  },
): Streaming {
  return {
    contentType,
    first: write(first),
    delta: (text) => write(delta(text)),
    last: write(last),
  };
}

const messages = {
  first: {
    type: "content_block_start",
    index: 0,
    content_block: { type: "text", text: "" },
  },
  delta: (text: string) => ({
    type: "content_block_delta",
    index: 0,
    delta: { type: "text_delta", text },
  }),
  last: { type: "content_block_stop", index: 0 },
};
const choice = (delta: Json, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason }],
});
const candidate = (parts: readonly Json[], more: Json = {}) => ({
  candidates: [{ index: 0, content: { role: "model", parts }, ...more }],
});
const SSE = "text/event-stream";
const FRAMES = "application/vnd.amazon.eventstream";
const AWS = "bedrock-runtime.us-east-1.amazonaws.com";

/** Every wire that streams, and how. */
export const MEASURED: readonly Measured[] = [
  {
    name: "Anthropic SSE",
    host: "api.anthropic.com",
    path: "/v1/messages",
    streaming: made(SSE, { write: sse, ...messages }),
  },
  {
    name: "OpenAI Chat SSE",
    host: "api.openai.com",
    path: "/v1/chat/completions",
    streaming: made(SSE, {
      write: sse,
      first: choice({ role: "assistant" }),
      delta: (content) => choice({ content }),
      last: choice({}, "stop"),
    }),
  },
  {
    name: "OpenAI Responses SSE",
    host: "api.openai.com",
    path: "/v1/responses",
    streaming: made(SSE, {
      write: sse,
      first: { type: "response.created", response: { output: [] } },
      delta: (delta) => ({
        type: "response.output_text.delta",
        output_index: 0,
        delta,
      }),
      last: { type: "response.output_text.done", output_index: 0, text: "" },
    }),
  },
  {
    name: "Gemini SSE",
    host: "generativelanguage.googleapis.com",
    path: "/v1beta/models/g:streamGenerateContent",
    streaming: made(SSE, {
      write: sse,
      first: candidate([]),
      delta: (text) => candidate([{ text }]),
      last: candidate([], { finishReason: "STOP" }),
    }),
  },
  {
    name: "Gemini array",
    host: "generativelanguage.googleapis.com",
    path: "/v1/models/g:streamGenerateContent",
    streaming: {
      contentType: "application/json",
      first: encode(`[${JSON.stringify(candidate([]))}`),
      delta: (text) => encode(`,\n${JSON.stringify(candidate([{ text }]))}`),
      last: encode("]"),
    },
  },
  {
    name: "Bedrock Converse frames",
    host: AWS,
    path: "/model/m/converse-stream",
    streaming: made(FRAMES, {
      write: frame,
      first: { role: "assistant" },
      delta: (text) => ({ contentBlockIndex: 0, delta: { text } }),
      last: { contentBlockIndex: 0 },
    }),
  },
  {
    name: "Bedrock Invoke frames",
    host: AWS,
    path: "/model/m/invoke-with-response-stream",
    streaming: made(FRAMES, { write: wrapped, ...messages }),
  },
  {
    name: "NDJSON",
    host: "ollama.example",
    path: "/api/chat",
    streaming: made("application/x-ndjson", {
      write: line,
      first: { message: { role: "assistant", content: "" }, done: false },
      delta: (content) => ({ message: { content }, done: false }),
      last: { message: { content: "" }, done: true },
    }),
  },
];

/** How the wire streams that has this path. */
export function wireAt(path: string): Streaming {
  return (MEASURED.find((one) => one.path === path) ?? MEASURED[0]!).streaming;
}
