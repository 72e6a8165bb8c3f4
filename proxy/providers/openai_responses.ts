import { NOTE } from "../hint/hint_place.ts";
import { base64, dataUri } from "./media.ts";
import type { Endpoint, ToolPlace } from "./provider.ts";

/** Where an item stands: in a request, an answer, a list of stored items, an event. */
const ANSWERS = ["output.*", "data.*"];
const EVENTS = [
  "[type=response.output_item.added|response.output_item.done].item",
  ...[
    "response.created",
    "response.in_progress",
    "response.queued",
    "response.completed",
    "response.incomplete",
    "response.failed",
  ].map((type) => `[type=${type}].response.output.*`),
];

const opaque = (item: string) => [
  `${item}.encrypted_content`,
  `${item}[type=image_generation_call].result`,
];
const json = (item: string) => [
  // The provider itself makes this call.
  `${item}[type=mcp_call].arguments`,
];
/** What was sent in a file comes back when stored items are asked for. */
const files = (item: string) => [
  `${item}.content.*.file_data`,
  `${item}.output.*.file_data`,
];
const tools = (item: string): ToolPlace[] => [
  { call: `${item}[type=function_call]`, name: "name", input: "arguments" },
  {
    call: `${item}[type=custom_tool_call]`,
    name: "name",
    input: "input",
    isPlain: true,
  },
  {
    call: `${item}[type=local_shell_call|shell_call]`,
    name: "type",
    input: "action",
  },
];

/**
 * OpenAI Responses, which Codex speaks too.
 *
 * @see https://platform.openai.com/docs/api-reference/responses
 * @see https://platform.openai.com/docs/api-reference/responses-streaming
 */
export const openaiResponses: Endpoint = {
  path: "/v1/responses",
  hints: [{
    kind: "member",
    needs: ["input"],
    // A stored prompt has instructions of its own.
    never: ["prompt"],
    names: ["instructions"],
    part: { type: "input_text", text: NOTE },
    whole: NOTE,
  }],
  request: {
    opaque: [
      "model",
      "previous_response_id",
      "input.*.type",
      "input.*.role",
      "input.*.id",
      "input.*.call_id",
      "input.*[type=function_call|custom_tool_call|mcp_call].name",
      "input.*.encrypted_content",
      "input.*.content.*.type",
      "input.*.content.*.encrypted_content",
      "tools.*.type",
      "tools.*.name",
      "tool_choice.type",
      "tool_choice.name",
      "reasoning.effort",
      "include.*",
      dataUri("input.*.content.*.image_url"),
      dataUri("input.*.content.*.file_data"),
      dataUri("input.*.output.image_url"),
      dataUri("input.*.output.*.image_url"),
      dataUri("input.*.output.*.file_data"),
      base64("input.*.content.*.input_audio.data"),
      base64("input.*[type=image_generation_call].result"),
    ],
    intact: ["tools.*[type=mcp].headers.*", "tools.*[type=mcp].authorization"],
  },
  response: {
    opaque: ANSWERS.flatMap(opaque),
    json: ANSWERS.flatMap(json),
    files: ANSWERS.flatMap(files),
    tools: ANSWERS.flatMap(tools),
  },
  stream: {
    opaque: [
      ...EVENTS.flatMap(opaque),
      "[type=response.image_generation_call.partial_image].partial_image_b64",
      "[type=response.audio.delta|response.output_audio.delta].delta",
    ],
    json: [
      ...EVENTS.flatMap(json),
      "[type=response.mcp_call_arguments.done].arguments",
    ],
    tools: [
      ...EVENTS.flatMap(tools),
      {
        call: "[type=response.function_call_arguments.done]",
        input: "arguments",
      },
      {
        call: "[type=response.custom_tool_call_input.done]",
        input: "input",
        isPlain: true,
      },
    ],
    names: [
      "[type=response.output_item.added].item[type=function_call|custom_tool_call].name",
    ],
    deltas: [
      {
        path: "[type=response.function_call_arguments.delta].delta",
        dialect: "json",
        isTool: true,
      },
      {
        path: "[type=response.custom_tool_call_input.delta].delta",
        dialect: "plain",
        isTool: true,
      },
      {
        path: "[type=response.mcp_call_arguments.delta].delta",
        dialect: "json",
      },
      {
        path: `[type=${
          [
            "response.output_text.delta",
            "response.refusal.delta",
            "response.reasoning_text.delta",
            "response.reasoning_summary_text.delta",
            "response.code_interpreter_call_code.delta",
            "response.audio.transcript.delta",
            "response.output_audio_transcript.delta",
          ].join("|")
        }].delta`,
        dialect: "plain",
      },
    ],
    channel: ["output_index", "content_index", "summary_index"],
    ends: [{
      path: `[type=${
        [
          "response.output_text.done",
          "response.refusal.done",
          "response.reasoning_text.done",
          "response.reasoning_summary_text.done",
          "response.custom_tool_call_input.done",
          "response.code_interpreter_call_code.done",
          "response.function_call_arguments.done",
          "response.mcp_call_arguments.done",
          "response.audio.transcript.done",
          "response.output_audio_transcript.done",
          "response.output_item.done",
          "response.completed",
          "response.incomplete",
          "response.failed",
          "response.done",
          "error",
        ].join("|")
      }]`,
    }],
    keep: [],
    sentinel: "[DONE]",
  },
};
