import {
  type Cut,
  type Json,
  list,
  object,
  type Reply,
  type ServerEvent,
  string,
  toolCall,
  type Wire,
} from "./wire.ts";

/**
 * OpenAI Chat Completions: text and tool calls.
 *
 * https://platform.openai.com/docs/api-reference/chat and …/chat-streaming
 */
export const openaiChat: Wire = {
  name: "OpenAI Chat",
  path: "/v1/chat/completions",
  credentials: ["authorization"],
  answer(body, cut) {
    const choice = choiceFor(body);
    return body.stream === true
      ? { kind: "events", events: stream(body, choice, cut) }
      : { kind: "json", status: 200, body: completion(body, choice) };
  },
  refuse: refuseAsOpenai,
};

/** A refusal in the shape that all of OpenAI's endpoints share. */
export function refuseAsOpenai(status: number, message: string): Reply {
  const error = {
    message,
    type: "invalid_request_error",
    param: null,
    code: null,
  };
  return { kind: "json", status, body: { error } };
}

const USAGE = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

interface Choice {
  readonly content: string;
  readonly call: ReturnType<typeof toolCall> | undefined;
}

function choiceFor(body: Json): Choice {
  const content = textIn(object(list(body.messages).at(-1)).content);
  const [tool] = list(body.tools).map((t) => object(object(t).function));
  const call = tool &&
    toolCall({ name: tool.name, schema: tool.parameters, heard: content });
  return { content, call };
}

function textIn(content: unknown): string {
  if (typeof content === "string") return content;
  return list(content).map((part) => string(object(part).text)).join("");
}

function completion(body: Json, { content, call }: Choice): Json {
  const tool_calls = call && [toolCallOf(call)];
  return {
    id: "chatcmpl-stub",
    object: "chat.completion",
    created: 0,
    model: string(body.model),
    choices: [{
      index: 0,
      message: {
        role: "assistant",
        content,
        refusal: null,
        ...tool_calls && { tool_calls },
      },
      logprobs: null,
      finish_reason: finish(call),
    }],
    usage: USAGE,
  };
}

function toolCallOf({ name, input }: ReturnType<typeof toolCall>): Json {
  return {
    id: "call_stub",
    type: "function",
    function: { name, arguments: JSON.stringify(input) },
  };
}

function finish(call: Choice["call"]): string {
  return call ? "tool_calls" : "stop";
}

function stream(
  body: Json,
  { content, call }: Choice,
  cut: Cut,
): ServerEvent[] {
  const deltas: Json[] = [
    { role: "assistant", content: "", refusal: null },
    ...cut(content).map((content) => ({ content })),
    ...call ? callDeltas(call, cut) : [],
  ];
  const end: Json = {
    choices: [{
      index: 0,
      delta: {},
      logprobs: null,
      finish_reason: finish(call),
    }],
  };
  const usage: Json[] = object(body.stream_options).include_usage === true
    ? [{ choices: [], usage: USAGE }]
    : [];
  const chunks: Json[] = [
    ...deltas.map((delta) => ({
      choices: [{ index: 0, delta, logprobs: null, finish_reason: null }],
    })),
    end,
    ...usage,
  ];
  return [
    ...chunks.map((chunk) => ({ data: { ...envelope(body), ...chunk } })),
    { data: "[DONE]" },
  ];
}

function envelope(body: Json): Json {
  return {
    id: "chatcmpl-stub",
    object: "chat.completion.chunk",
    created: 0,
    model: string(body.model),
  };
}

function callDeltas(
  { name, input }: ReturnType<typeof toolCall>,
  cut: Cut,
): Json[] {
  const first = {
    index: 0,
    id: "call_stub",
    type: "function",
    function: { name, arguments: "" },
  };
  const rest = cut(JSON.stringify(input)).map((args) => ({
    index: 0,
    function: { arguments: args },
  }));
  return [first, ...rest].map((call) => ({ tool_calls: [call] }));
}
