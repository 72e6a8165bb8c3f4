import { refuseAsOpenai } from "./openai_chat.ts";
import {
  type Cut,
  type Json,
  list,
  object,
  type ServerEvent,
  string,
  toolCall,
  type Wire,
} from "./wire.ts";

/**
 * OpenAI Responses: text and function calls, each told in pieces and then
 * again as a whole, twice.
 *
 * https://platform.openai.com/docs/api-reference/responses and …/responses-streaming
 */
export const openaiResponses: Wire = {
  name: "OpenAI Responses",
  path: "/v1/responses",
  credentials: ["authorization"],
  answer(body, cut) {
    const output = outputFor(body);
    return body.stream === true
      ? { kind: "events", events: stream(body, output, cut) }
      : { kind: "json", status: 200, body: response(body, output) };
  },
  refuse: refuseAsOpenai,
};

interface MessageItem extends Json {
  readonly type: "message";
  readonly id: string;
  readonly text: string;
}
interface CallItem extends Json {
  readonly type: "function_call";
  readonly id: string;
  readonly arguments: string;
}
type Item = MessageItem | CallItem;

function outputFor(body: Json): readonly Item[] {
  const heard = typeof body.input === "string"
    ? body.input
    : heardIn(list(body.input).at(-1));
  const [tool] = list(body.tools).map(object);
  const message: MessageItem = { type: "message", id: "msg_stub", text: heard };
  if (!tool) return [message];
  const { name, input } = toolCall({
    name: tool.name,
    schema: tool.parameters,
    heard,
  });
  return [message, {
    type: "function_call",
    id: "fc_stub",
    call_id: "call_stub",
    name,
    arguments: JSON.stringify(input),
  }];
}

function heardIn(item: unknown): string {
  const { content, output } = object(item);
  const said = content ?? output;
  if (typeof said === "string") return said;
  return list(said).map((part) => string(object(part).text)).join("");
}

function response(body: Json, output: readonly Item[]): Json {
  return {
    ...envelope(body, "completed"),
    output: output.map(finished),
    usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
  };
}

function envelope(body: Json, status: string): Json {
  return {
    id: "resp_stub",
    object: "response",
    created_at: 0,
    status,
    error: null,
    incomplete_details: null,
    instructions: null,
    model: string(body.model),
    output: [],
    parallel_tool_calls: true,
    tool_choice: "auto",
    tools: list(body.tools),
  };
}

function part(text: string): Json {
  return { type: "output_text", text, annotations: [], logprobs: [] };
}

function finished(item: Item): Json {
  if (item.type === "function_call") return { ...item, status: "completed" };
  const { type, id, text } = item;
  const content = [part(text)];
  return { type, id, status: "completed", role: "assistant", content };
}

function begun(item: Item): Json {
  if (item.type === "function_call") {
    return { ...item, status: "in_progress", arguments: "" };
  }
  const { type, id } = item;
  return { type, id, status: "in_progress", role: "assistant", content: [] };
}

function stream(
  body: Json,
  output: readonly Item[],
  cut: Cut,
): ServerEvent[] {
  const running = envelope(body, "in_progress");
  const events: Json[] = [
    { type: "response.created", response: running },
    { type: "response.in_progress", response: running },
    ...output.flatMap((item, output_index) => [
      { type: "response.output_item.added", output_index, item: begun(item) },
      ...told(item, cut).map((event) => ({
        ...event,
        item_id: item.id,
        output_index,
      })),
      { type: "response.output_item.done", output_index, item: finished(item) },
    ]),
    { type: "response.completed", response: response(body, output) },
  ];
  return events.map((event, sequence_number) => ({
    event: string(event.type),
    data: { ...event, sequence_number },
  }));
}

function told(item: Item, cut: Cut): Json[] {
  return item.type === "message"
    ? textTold(item.text, cut)
    : argumentsTold(item.arguments, cut);
}

function textTold(text: string, cut: Cut): Json[] {
  const content_index = 0;
  return [
    { type: "response.content_part.added", content_index, part: part("") },
    ...cut(text).map((delta) => ({
      type: "response.output_text.delta",
      content_index,
      delta,
      logprobs: [],
    })),
    { type: "response.output_text.done", content_index, text, logprobs: [] },
    { type: "response.content_part.done", content_index, part: part(text) },
  ];
}

function argumentsTold(args: string, cut: Cut): Json[] {
  return [
    ...cut(args).map((delta) => ({
      type: "response.function_call_arguments.delta",
      delta,
    })),
    { type: "response.function_call_arguments.done", arguments: args },
  ];
}
