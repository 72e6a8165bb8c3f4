import {
  type Answer,
  argumentIn,
  argumentsOf,
  asEvents,
  asJson,
  asMessages,
  cut,
  type Streamed,
  TOOL,
} from "./answer.ts";

/** https://platform.openai.com/docs/api-reference/chat/object */
export const chatJson: Answer = asJson("JSON", {
  value: (text) => ({
    object: "chat.completion",
    choices: [{
      index: 0,
      message: {
        role: "assistant",
        content: text,
        tool_calls: [{
          id: "call_9",
          type: "function",
          function: { name: TOOL.name, arguments: argumentsOf(text) },
        }],
      },
      finish_reason: "tool_calls",
    }],
  }),
  said: ({ choices: [{ message: { content, tool_calls: [call] } }] }) => ({
    text: content,
    argument: argumentIn(call.function.arguments),
  }),
});

const chunk = (delta: unknown, finish_reason: string | null = null) => ({
  object: "chat.completion.chunk",
  choices: [{ index: 0, delta, finish_reason }],
});

/** https://platform.openai.com/docs/api-reference/chat/streaming */
export const chatEvents: Answer = asEvents("SSE", {
  end: "data: [DONE]\n\n",
  events: (text) => [
    chunk({ role: "assistant", content: "" }),
    ...cut(text).map((content) => chunk({ content })),
    ...cut(argumentsOf(text)).map((piece, nth) =>
      chunk({
        tool_calls: [{
          index: 0,
          ...nth === 0 && { id: "call_9", type: "function" },
          function: {
            ...nth === 0 && { name: TOOL.name },
            arguments: piece,
          },
        }],
      })
    ),
    chunk({}, "tool_calls"),
  ],
  pieces: ({ choices: [{ delta }] }) => ({
    text: delta.content,
    argument: delta.tool_calls?.[0].function.arguments,
  }),
});

/** https://platform.openai.com/docs/api-reference/completions/object */
export const completionJson: Answer = asJson("JSON", {
  value: (text) => ({ object: "text_completion", choices: [{ text }] }),
  said: ({ choices: [{ text }] }) => ({ text, argument: text }),
});

const outputOf = (text: string) => [
  {
    type: "message",
    id: "msg_1",
    role: "assistant",
    content: [{ type: "output_text", text, annotations: [] }],
  },
  {
    type: "function_call",
    id: "fc_1",
    call_id: "call_9",
    name: TOOL.name,
    arguments: argumentsOf(text),
  },
];

/** https://platform.openai.com/docs/api-reference/responses/object */
export const responsesJson: Answer = asJson("JSON", {
  value: (text) => ({ object: "response", output: outputOf(text) }),
  said: ({ output: [message, call] }) => ({
    text: message.content[0].text,
    argument: argumentIn(call.arguments),
  }),
});

/** https://platform.openai.com/docs/api-reference/responses-streaming */
const responsesStream: Streamed = {
  events: (text) => {
    const [message, call] = outputOf(text);
    const at = { output_index: 0, content_index: 0, item_id: "msg_1" };
    const of = { output_index: 1, item_id: "fc_1" };
    return [
      { type: "response.created", response: { id: "resp_1", output: [] } },
      ...cut(text)
        .map((delta) => ({ type: "response.output_text.delta", ...at, delta })),
      { type: "response.output_text.done", ...at, text },
      { type: "response.output_item.done", output_index: 0, item: message },
      {
        type: "response.output_item.added",
        output_index: 1,
        item: { ...call, arguments: "" },
      },
      ...cut(argumentsOf(text)).map((delta) => ({
        type: "response.function_call_arguments.delta",
        ...of,
        delta,
      })),
      {
        type: "response.function_call_arguments.done",
        ...of,
        arguments: argumentsOf(text),
      },
      { type: "response.output_item.done", output_index: 1, item: call },
      {
        type: "response.completed",
        response: { id: "resp_1", output: [message, call] },
      },
    ];
  },
  pieces: ({ type, delta }) => ({
    text: type === "response.output_text.delta" ? delta : undefined,
    argument: type === "response.function_call_arguments.delta"
      ? delta
      : undefined,
  }),
};

export const responsesEvents: Answer = asEvents("SSE", responsesStream);

/** The same events; those of Realtime have the same names. */
export const responsesMessages: Answer = asMessages(responsesStream);

/** ChatGPT's backend does not say what it sends. */
export const codexEvents: Answer = asEvents("SSE without a content-type", {
  ...responsesStream,
  contentType: null,
});
