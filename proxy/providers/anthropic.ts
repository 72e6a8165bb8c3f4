import { CREDENTIALS, everything } from "./generic.ts";
import { base64 } from "./media.ts";
import type { Endpoint, Provider, RequestRules } from "./provider.ts";

/** A message's blocks and the blocks in a tool's result. */
const BLOCKS = ["messages.*.content.*", "messages.*.content.*.content.*"];

/**
 * The body of a Messages request.
 *
 * @see https://docs.anthropic.com/en/api/messages
 */
const message: RequestRules = {
  opaque: [
    "model",
    "messages.*.role",
    // Signed text: a changed thinking block is refused by the API.
    "messages.*.content.*[type=thinking|redacted_thinking].**",
    ...BLOCKS.flatMap((block) => [
      `${block}.type`,
      base64(`${block}[type=image|document].source[type=base64].data`),
    ]),
    "messages.*.content.*.signature",
    "messages.*.content.*.tool_use_id",
    "messages.*.content.*[type=tool_use|server_tool_use|mcp_tool_use].id",
    "messages.*.content.*[type=tool_use|server_tool_use|mcp_tool_use].name",
    "messages.*.content.*[type=web_search_tool_result].content.*.encrypted_content",
    "system.*.type",
    // Claude Code signs its first system block; the server strips it.
    {
      path: "system.0.text",
      matches: /^x-anthropic-billing-header[: ][^\r\n]{0,1000}$/,
    },
    "tools.*.type",
    "tools.*.name",
    "tool_choice.type",
    "tool_choice.name",
    "thinking.type",
  ],
  intact: ["mcp_servers.*.authorization_token"],
};

/** Blocks of an answer that must come back to the server as they were. */
const signed = [
  "content.*[type=thinking|redacted_thinking].**",
  "content.*.signature",
  "content.*[type=web_search_tool_result].content.*.encrypted_content",
];

const base = {
  request: message,
  response: { opaque: signed, json: [] },
  stream: {
    opaque: [
      "[type=content_block_start].content_block[type=thinking|redacted_thinking].**",
      "[type=content_block_start].content_block[type=web_search_tool_result].content.*.encrypted_content",
      "[type=content_block_delta].delta[type=thinking_delta|signature_delta].**",
      ...signed.map((path) => `[type=message_start].message.${path}`),
    ],
    json: [],
    deltas: [
      {
        path: "[type=content_block_delta].delta[type=text_delta].text",
        dialect: "plain",
      },
      {
        path:
          "[type=content_block_delta].delta[type=input_json_delta].partial_json",
        dialect: "json",
      },
      { path: "completion", dialect: "plain" },
    ],
    channel: ["index"],
    ends: [
      { path: "[type=content_block_stop]" },
      { path: "[type=message_stop]" },
    ],
    keep: ["type"],
  },
} as const satisfies Omit<Endpoint, "path">;

/** The same rules, one level down: a batch holds many messages. */
const batch: Endpoint = {
  ...everything,
  path: "/v1/messages/batches",
  request: {
    opaque: [
      "requests.*.custom_id",
      ...message.opaque.map((rule) =>
        typeof rule === "string"
          ? `requests.*.params.${rule}`
          : { ...rule, path: `requests.*.params.${rule.path}` }
      ),
    ],
    intact: message.intact.map((path) => `requests.*.params.${path}`),
  },
};

/** The lines of a batch's results, and stored answers. */
const results: Endpoint = {
  ...everything,
  path: "/v1/messages/batches/*/results",
  response: {
    opaque: signed.map((path) => `result.message.${path}`),
    json: [],
  },
};

/**
 * Anthropic Messages.
 *
 * @see https://docs.anthropic.com/en/api/messages-streaming
 */
export const anthropic: Provider = {
  name: "anthropic",
  endpoints: [
    { ...base, path: "/v1/messages" },
    { ...base, path: "/v1/messages/count_tokens" },
    { ...base, path: "/v1/complete" },
    batch,
    results,
  ],
  fallback: everything,
  credentials: CREDENTIALS,
  parameters: [],
  errors: "anthropic",
};
