import {
  type Answer,
  type Any,
  argumentsOf,
  asEvents,
  asJson,
  cut,
  type Streamed,
  TOOL,
} from "./answer.ts";

/** https://docs.anthropic.com/en/api/messages */
export const anthropicJson: Answer = asJson("JSON", {
  value: (text) => ({
    id: "msg_1",
    type: "message",
    role: "assistant",
    content: [
      { type: "text", text },
      {
        type: "tool_use",
        id: "toolu_9",
        name: TOOL.name,
        input: { [TOOL.argument]: text },
      },
    ],
  }),
  said: ({ content: [said, call] }) => ({
    text: said.text,
    argument: call.input[TOOL.argument],
  }),
});

const deltas = (index: number, start: Any, pieces: readonly Any[]) => [
  { type: "content_block_start", index, content_block: start },
  ...pieces.map((delta) => ({ type: "content_block_delta", index, delta })),
  { type: "content_block_stop", index },
];

/** https://docs.anthropic.com/en/api/messages-streaming */
export const anthropicStream: Streamed = {
  events: (text) => [
    { type: "message_start", message: { id: "msg_1", content: [] } },
    ...deltas(
      0,
      { type: "text", text: "" },
      cut(text).map((text) => ({ type: "text_delta", text })),
    ),
    ...deltas(
      1,
      { type: "tool_use", id: "toolu_9", name: TOOL.name, input: {} },
      cut(argumentsOf(text))
        .map((partial_json) => ({ type: "input_json_delta", partial_json })),
    ),
    { type: "message_stop" },
  ],
  pieces: ({ delta = {} }) => ({
    text: delta.text,
    argument: delta.partial_json,
  }),
};

/** The same as server-sent events. */
export const anthropicEvents: Answer = asEvents("SSE", anthropicStream);
