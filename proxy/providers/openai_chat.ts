import { base64, dataUri } from "./media.ts";
import type { Endpoint } from "./provider.ts";

/** Reasoning that a gateway hands on sealed or signed by its provider. */
const SEALED = [
  "reasoning_details.*.data",
  "reasoning_details.*.signature",
  "reasoning_details.*[type=reasoning.text|reasoning.encrypted].**",
];

/**
 * OpenAI Chat Completions, and the many that copy it.
 *
 * @see https://platform.openai.com/docs/api-reference/chat
 * @see https://platform.openai.com/docs/api-reference/chat/streaming
 */
export const openaiChat: Endpoint = {
  path: "/v1/chat/completions",
  request: {
    opaque: [
      "model",
      "messages.*.role",
      "messages.*.tool_call_id",
      "messages.*.content.*.type",
      "messages.*.tool_calls.*.id",
      "messages.*.tool_calls.*.type",
      "messages.*.tool_calls.*.function.name",
      "messages.*.tool_calls.*.custom.name",
      ...SEALED.map((path) => `messages.*.${path}`),
      "tools.*.type",
      "tools.*.function.name",
      "tool_choice.type",
      "tool_choice.function.name",
      "response_format.type",
      dataUri("messages.*.content.*.image_url.url"),
      // Mistral writes the address alone.
      dataUri("messages.*.content.*.image_url"),
      dataUri("messages.*.content.*.document_url"),
      base64("messages.*.content.*.input_audio.data"),
      dataUri("messages.*.content.*.file.file_data"),
    ],
    intact: [],
  },
  response: {
    opaque: [
      ...SEALED.map((path) => `choices.*.message.${path}`),
      "choices.*.message.audio.data",
    ],
    json: [
      "choices.*.message.tool_calls.*.function.arguments",
      "choices.*.message.function_call.arguments",
    ],
  },
  stream: {
    opaque: [
      ...SEALED.map((path) => `choices.*.delta.${path}`),
      "choices.*.delta.audio.data",
    ],
    json: [],
    deltas: [
      { path: "choices.*.delta.content", dialect: "plain" },
      { path: "choices.*.delta.refusal", dialect: "plain" },
      { path: "choices.*.delta.reasoning_content", dialect: "plain" },
      { path: "choices.*.delta.reasoning", dialect: "plain" },
      {
        path: "choices.*.delta.reasoning_details.*.summary",
        dialect: "plain",
      },
      // Mistral may write content as a list of pieces.
      { path: "choices.*.delta.content.*.text", dialect: "plain" },
      { path: "choices.*.delta.content.*.thinking.*.text", dialect: "plain" },
      { path: "choices.*.delta.audio.transcript", dialect: "plain" },
      { path: "choices.*.delta.function_call.arguments", dialect: "json" },
      {
        path: "choices.*.delta.tool_calls.*.function.arguments",
        dialect: "json",
      },
      {
        path: "choices.*.delta.tool_calls.*.custom.input",
        dialect: "plain",
      },
      // The older completions endpoint.
      { path: "choices.*.text", dialect: "plain" },
    ],
    channel: ["index"],
    ends: [{ path: "choices.*", present: "finish_reason" }],
    keep: [],
    sentinel: "[DONE]",
  },
};
