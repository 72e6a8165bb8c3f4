import { cut } from "../../../cli/prove/cut.ts";
import type { Received } from "../../../cli/prove/stub_provider.ts";
import {
  type Json,
  list,
  object,
  string,
} from "../../../cli/prove/wires/wire.ts";
import { writeFrame } from "../../../proxy/eventstream/frame.ts";
import { TOOL } from "./scripts/conversation.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The hosts of {@link otherwise}, by provider. */
export const OTHER_HOSTS = {
  "api.anthropic.com": "anthropic",
  "api.openai.com": "openai",
  "generativelanguage.googleapis.com": "gemini",
  "bedrock-runtime.us-east-1.amazonaws.com": "bedrock",
} as const;

/** Says again what it heard, as Gemini and Bedrock Converse do. */
export function otherwise({ path, body }: Received): Response | undefined {
  const [, verb] = /[:/](\w+|converse-stream)(?:\?.*)?$/.exec(path) ?? [];
  const asked = () => object(JSON.parse(new TextDecoder().decode(body)));
  switch (verb) {
    case "generateContent":
      return Response.json(geminiAnswer(geminiHeard(asked())));
    case "streamGenerateContent":
      return geminiStream(geminiHeard(asked()));
    case "converse":
      return Response.json(converseAnswer(converseHeard(asked())));
    case "converse-stream":
      return converseStream(converseHeard(asked()));
    default:
      return undefined;
  }
}

function geminiHeard({ contents }: Json): string {
  return list(object(list(contents).at(-1)).parts).map(object)
    .map(({ text, functionResponse }) =>
      string(text) ||
      string(object(object(functionResponse).response).output)
    ).join("");
}

const part = (part: Json, more: Json = {}): Json => ({
  candidates: [{
    index: 0,
    content: { role: "model", parts: [part] },
    ...more,
  }],
});
const functionCall = (heard: string): Json => ({
  functionCall: { name: TOOL.name, args: { command: heard } },
  thoughtSignature: btoa("<pl:a signature, not a placeholder>"),
});

function geminiAnswer(heard: string): Json {
  const parts = [{ text: heard }, functionCall(heard)];
  return {
    candidates: [{
      index: 0,
      content: { role: "model", parts },
      finishReason: "STOP",
    }],
  };
}

function geminiStream(heard: string): Response {
  const events = [
    ...cut(heard).map((text) => part({ text })),
    part(functionCall(heard)),
    part({ text: "" }, { finishReason: "STOP" }),
  ].map((event) => `data: ${JSON.stringify(event)}\r\n\r\n`);
  return inPieces(
    new TextEncoder().encode(events.join("")),
    "text/event-stream",
  );
}

function converseHeard({ messages }: Json): string {
  const content = list(object(list(messages).at(-1)).content).map(object);
  const results = content.flatMap(({ toolResult }) =>
    list(object(toolResult).content).map(object)
  );
  return [...content, ...results].map(({ text }) => string(text)).join("");
}

function converseAnswer(heard: string): Json {
  const toolUse = {
    toolUseId: "tooluse_1",
    name: TOOL.name,
    input: { command: heard },
  };
  return {
    output: {
      message: { role: "assistant", content: [{ text: heard }, { toolUse }] },
    },
    stopReason: "tool_use",
    usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
    metrics: { latencyMs: 1 },
  };
}

function converseStream(heard: string): Response {
  const toolUse = { toolUseId: "tooluse_1", name: TOOL.name };
  const source = JSON.stringify({ command: heard });
  const frames = [
    frame("messageStart", { role: "assistant" }),
    ...cut(heard).map((text) =>
      frame("contentBlockDelta", { contentBlockIndex: 0, delta: { text } })
    ),
    frame("contentBlockStop", { contentBlockIndex: 0 }),
    frame("contentBlockStart", { contentBlockIndex: 1, start: { toolUse } }),
    ...cut(source).map((input) =>
      frame("contentBlockDelta", {
        contentBlockIndex: 1,
        delta: { toolUse: { input } },
      })
    ),
    frame("contentBlockStop", { contentBlockIndex: 1 }),
    frame("messageStop", { stopReason: "tool_use" }),
  ];
  return inPieces(
    new Uint8Array(frames.flatMap((each) => [...each])),
    "application/vnd.amazon.eventstream",
  );
}

/** https://docs.aws.amazon.com/transcribe/latest/dg/event-stream.html */
function frame(type: string, payload: Json): Bytes {
  const headers = [
    ...header(":event-type", type),
    ...header(":content-type", "application/json"),
    ...header(":message-type", "event"),
  ];
  return writeFrame({
    headers: new Uint8Array(headers),
    payload: new TextEncoder().encode(JSON.stringify(payload)),
  });
}

function header(name: string, value: string): number[] {
  const bytes = (text: string) => [...new TextEncoder().encode(text)];
  return [name.length, ...bytes(name), 7, 0, value.length, ...bytes(value)];
}

function inPieces(bytes: Bytes, contentType: string): Response {
  const pieces = function* () {
    for (let at = 0; at < bytes.length; at += 97) {
      yield bytes.slice(at, at + 97);
    }
  };
  return new Response(ReadableStream.from(pieces()), {
    headers: { "content-type": contentType },
  });
}
