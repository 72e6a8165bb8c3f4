import { NOTE } from "../hint/hint_place.ts";
import { base64, dataUri } from "./media.ts";
import type { Delta, Endpoint, ToolPlace } from "./provider.ts";

/** The calls in a message, or in a piece of one. */
const TOOLS: readonly ToolPlace[] = [
  { call: "tool_calls.*.function", name: "name", input: "arguments" },
  { call: "tool_calls.*.custom", name: "name", input: "input", isPlain: true },
  { call: "function_call", name: "name", input: "arguments" },
];

/** Signed or sealed reasoning, as OpenRouter hands it through; a changed one is refused. */
const sealed = (message: string) => [
  `${message}.reasoning_details.*[type=reasoning.text|reasoning.encrypted].**`,
  `${message}.reasoning_details.*.data`,
  `${message}.reasoning_details.*.signature`,
];

/**
 * OpenAI Chat Completions, and the many that copy it.
 *
 * @see https://platform.openai.com/docs/api-reference/chat
 * @see https://platform.openai.com/docs/api-reference/chat/streaming
 * @see https://openrouter.ai/docs/use-cases/reasoning-tokens
 */
export const openaiChat: Endpoint = {
  path: "/v1/chat/completions",
  hints: [{
    kind: "message",
    needs: ["messages"],
    list: "messages",
    roles: ["system", "developer"],
    part: { type: "text", text: NOTE },
    whole: { role: "system", content: NOTE },
  }],
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
      ...sealed("messages.*"),
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
      ...sealed("choices.*.message"),
      "choices.*.message.audio.data",
    ],
    json: [],
    tools: TOOLS.map(({ call, ...rest }) => ({
      call: `choices.*.message.${call}`,
      ...rest,
    })),
  },
  stream: {
    opaque: [
      ...sealed("choices.*.delta"),
      "choices.*.delta.audio.data",
    ],
    json: [],
    names: TOOLS.map(({ call, name }) => `choices.*.delta.${call}.${name}`),
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
      ...TOOLS.map(({ call, input, isPlain }): Delta => ({
        path: `choices.*.delta.${call}.${input}`,
        dialect: isPlain ? "plain" : "json",
        isTool: true,
      })),
      // The older completions endpoint.
      { path: "choices.*.text", dialect: "plain" },
    ],
    channel: ["index"],
    ends: [{ path: "choices.*", present: "finish_reason" }],
    keep: [],
    sentinel: "[DONE]",
  },
};
