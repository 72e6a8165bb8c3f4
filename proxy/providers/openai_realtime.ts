import { base64, dataUri } from "./media.ts";
import { openaiResponses } from "./openai_responses.ts";
import type { Endpoint } from "./provider.ts";

/** Where a client's event holds an item of the conversation. */
const ITEMS = ["item", "response.input.*"];
/** Where it holds what a session or one response is to be like. */
const SETTINGS = ["session", "response"];

const requestItem = (item: string) => [
  `${item}.id`,
  `${item}.type`,
  `${item}.role`,
  `${item}.call_id`,
  `${item}[type=function_call].name`,
  `${item}.content.*.type`,
  base64(`${item}.content.*.audio`),
  dataUri(`${item}.content.*.image_url`),
];

const EVENT_ITEMS = [
  `[type=${
    ["created", "added", "done", "retrieved"]
      .map((what) => `conversation.item.${what}`).join("|")
  }].item`,
  "[type=response.output_item.added|response.output_item.done].item",
  "[type=response.done].response.output.*",
];

/**
 * OpenAI Realtime: JSON events over a WebSocket, sound in base64.
 *
 * @see https://platform.openai.com/docs/api-reference/realtime-client-events
 * @see https://platform.openai.com/docs/api-reference/realtime-server-events
 */
export const openaiRealtime: Endpoint = {
  path: "/**/realtime",
  request: {
    opaque: [
      "type",
      "event_id",
      "item_id",
      "previous_item_id",
      "response_id",
      base64("audio"),
      ...ITEMS.flatMap(requestItem),
      ...SETTINGS.flatMap((settings) => [
        `${settings}.type`,
        `${settings}.model`,
        `${settings}.tools.*.type`,
        `${settings}.tools.*.name`,
      ]),
    ],
    intact: SETTINGS.flatMap((settings) => [
      `${settings}.tools.*[type=mcp].headers.*`,
      `${settings}.tools.*[type=mcp].authorization`,
    ]),
  },
  response: openaiResponses.response,
  stream: {
    ...openaiResponses.stream,
    opaque: [
      ...openaiResponses.stream.opaque,
      ...EVENT_ITEMS.map((item) => `${item}.content.*.audio`),
    ],
    json: [
      ...openaiResponses.stream.json,
      ...EVENT_ITEMS.map((item) => `${item}[type=mcp_call].arguments`),
    ],
    tools: [
      ...openaiResponses.stream.tools ?? [],
      ...EVENT_ITEMS.map((item) => ({
        call: `${item}[type=function_call]`,
        name: "name",
        input: "arguments",
      })),
    ],
    deltas: [
      ...openaiResponses.stream.deltas,
      {
        path:
          "[type=response.text.delta|response.audio_transcript.delta|conversation.item.input_audio_transcription.delta].delta",
        dialect: "plain",
      },
    ],
    // Responses may be made side by side.
    channel: ["response_id", ...openaiResponses.stream.channel],
    ends: [{
      path: `[type=${
        [
          "response.text.done",
          "response.output_text.done",
          "response.function_call_arguments.done",
          "response.mcp_call_arguments.done",
          "response.audio_transcript.done",
          "response.output_audio_transcript.done",
          "conversation.item.input_audio_transcription.completed",
          "conversation.item.input_audio_transcription.failed",
          "response.output_item.done",
        ].join("|")
      }]`,
    }],
  },
};
