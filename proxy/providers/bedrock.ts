import { NOTE } from "../hint/hint_place.ts";
import { anthropicMessages, systemPrompt } from "./anthropic_messages.ts";
import { CREDENTIALS, everything } from "./generic.ts";
import { base64 } from "./media.ts";
import type { Endpoint, Provider } from "./provider.ts";

/** A message's blocks and the blocks in a tool's result. */
const BLOCKS = [
  "messages.*.content.*",
  "messages.*.content.*.toolResult.content.*",
];

/**
 * Converse, the wire that is the same for all models.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html
 */
const converse: Endpoint = {
  path: "/model/**/converse",
  hints: [{
    kind: "member",
    needs: ["messages"],
    names: ["system"],
    part: { text: NOTE },
    whole: [{ text: NOTE }],
  }],
  request: {
    opaque: [
      "messages.*.role",
      // Signed text: a changed block is refused by the API.
      "messages.*.content.*.reasoningContent.**",
      "messages.*.content.*.toolUse.toolUseId",
      "messages.*.content.*.toolUse.name",
      "messages.*.content.*.toolResult.toolUseId",
      ...BLOCKS.flatMap((block) =>
        ["image", "document", "video"].map((medium) =>
          base64(`${block}.${medium}.source.bytes`)
        )
      ),
      "toolConfig.tools.*.toolSpec.name",
      "toolConfig.toolChoice.tool.name",
    ],
    intact: [],
  },
  response: {
    opaque: ["output.message.content.*.reasoningContent.**"],
    json: [],
    tools: [{
      call: "output.message.content.*.toolUse",
      name: "name",
      input: "input",
    }],
  },
  stream: {
    opaque: ["delta.reasoningContent.**"],
    json: [],
    names: ["start.toolUse.name"],
    deltas: [
      { path: "delta.text", dialect: "plain" },
      { path: "delta.toolUse.input", dialect: "json", isTool: true },
    ],
    channel: ["contentBlockIndex"],
    // Frames say in a header what they are; only the delta carries one.
    ends: [{ path: "", absent: "delta" }],
    keep: [],
  },
};

/** Other models are invoked with bodies of their own. */
const INVOKED = [
  { ...systemPrompt, needs: ["messages", "anthropic_version"] },
];

/**
 * Amazon Bedrock runtime.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_Operations_Amazon_Bedrock_Runtime.html
 */
export const bedrock: Provider = {
  name: "bedrock",
  endpoints: [
    converse,
    { ...converse, path: "/model/**/converse-stream" },
    { ...anthropicMessages, path: "/model/**/invoke", hints: INVOKED },
    {
      ...anthropicMessages,
      hints: INVOKED,
      path: "/model/**/invoke-with-response-stream",
    },
  ],
  fallback: everything,
  credentials: [...CREDENTIALS, "x-amz-security-token"],
  parameters: [],
  errors: "openai",
};
