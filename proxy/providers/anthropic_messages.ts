import { type HintPlace, NOTE } from "../hint/hint_place.ts";
import { base64, seal } from "./media.ts";
import type { Endpoint, RequestRules } from "./provider.ts";

/** A message's blocks and the blocks in a tool's result. */
const BLOCKS = ["messages.*.content.*", "messages.*.content.*.content.*"];

/**
 * The body of a Messages request.
 *
 * @see https://docs.anthropic.com/en/api/messages
 */
export const messageRules: RequestRules = {
  opaque: [
    "model",
    "messages.*.role",
    // Signed text: a changed thinking block is refused by the API.
    "messages.*.content.*[type=thinking|redacted_thinking].**",
    ...BLOCKS.flatMap((block) => [
      `${block}.type`,
      base64(`${block}[type=image|document].source[type=base64].data`),
    ]),
    // Of blocks that we do not know; what calls itself so may be anything.
    seal("messages.*.content.*.signature"),
    seal("messages.*.content.*.citations.*.encrypted_index"),
    "messages.*.content.*.tool_use_id",
    "messages.*.content.*[type=tool_use|server_tool_use|mcp_tool_use].id",
    "messages.*.content.*[type=tool_use|server_tool_use|mcp_tool_use].name",
    "messages.*.content.*[type=web_search_tool_result].content.*.encrypted_content",
    seal("messages.*.content.*.content.encrypted_stdout"),
    base64(
      "messages.*.content.*[type=web_fetch_tool_result].content.content.source[type=base64].data",
    ),
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

/** A block if it is a call that the agent is to make. */
const toolUse = (block: string) => `${block}[type=tool_use]`;
const STARTED = "[type=content_block_start].content_block";

/** Blocks of an answer that must come back to the server as they were. */
export const signed: readonly string[] = [
  "content.*[type=thinking|redacted_thinking].**",
  "content.*.signature",
  "content.*[type=web_search_tool_result].content.*.encrypted_content",
  "content.*.citations.*.encrypted_index",
  "content.*.content.encrypted_stdout",
];

/**
 * A list of blocks gets one more at its end, behind every breakpoint of the
 * prompt: what is cached up to those stays what it was.
 */
export const systemPrompt: HintPlace = {
  kind: "member",
  needs: ["messages"],
  names: ["system"],
  part: { type: "text", text: NOTE },
  whole: NOTE,
};

/**
 * Anthropic Messages.
 *
 * @see https://docs.anthropic.com/en/api/messages
 * @see https://docs.anthropic.com/en/api/messages-streaming
 */
export const anthropicMessages: Endpoint = {
  path: "/v1/messages",
  request: messageRules,
  hints: [systemPrompt],
  response: {
    opaque: signed,
    json: [],
    tools: [{ call: toolUse("content.*"), name: "name", input: "input" }],
  },
  stream: {
    opaque: [
      "[type=content_block_start].content_block[type=thinking|redacted_thinking].**",
      "[type=content_block_start].content_block[type=web_search_tool_result].content.*.encrypted_content",
      "[type=content_block_start].content_block.content.encrypted_stdout",
      "[type=content_block_start].content_block.citations.*.encrypted_index",
      "[type=content_block_delta].delta[type=thinking_delta|signature_delta].**",
      "[type=content_block_delta].delta[type=citations_delta].citation.encrypted_index",
      ...signed.map((path) => `[type=message_start].message.${path}`),
    ],
    json: [],
    tools: [STARTED, "[type=message_start].message.content.*"]
      .map((block) => ({ call: toolUse(block), name: "name", input: "input" })),
    names: [`${toolUse(STARTED)}.name`],
    deltas: [
      {
        path: "[type=content_block_delta].delta[type=text_delta].text",
        dialect: "plain",
      },
      {
        path:
          "[type=content_block_delta].delta[type=input_json_delta].partial_json",
        dialect: "json",
        isTool: true,
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
};
