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
 * InvokeModel, whose bodies are each model's own: Anthropic's, and what others
 * stream.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html
 */
const invoke: Endpoint = {
  ...anthropicMessages,
  hints: INVOKED,
  path: "/model/**/invoke",
  stream: {
    ...anthropicMessages.stream,
    names: [
      ...anthropicMessages.stream.names ?? [],
      "contentBlockStart.start.toolUse.name",
    ],
    deltas: [
      ...anthropicMessages.stream.deltas,
      // Llama, Titan, Mistral, DeepSeek, Cohere, Nova.
      { path: "generation", dialect: "plain" },
      { path: "outputText", dialect: "plain" },
      { path: "outputs.*.text", dialect: "plain" },
      { path: "choices.*.text", dialect: "plain" },
      { path: "choices.*.delta.content", dialect: "plain" },
      { path: "text", dialect: "plain" },
      { path: "contentBlockDelta.delta.text", dialect: "plain" },
      {
        path: "contentBlockDelta.delta.toolUse.input",
        dialect: "json",
        isTool: true,
      },
    ],
    channel: ["index", "contentBlockIndex"],
    ends: [
      ...anthropicMessages.stream.ends,
      { path: "", present: "stop_reason" },
      { path: "", present: "completionReason" },
      { path: "outputs.*", present: "stop_reason" },
      { path: "choices.*", present: "stop_reason" },
      { path: "choices.*", present: "finish_reason" },
      { path: "[event_type=stream-end]" },
      { path: "contentBlockStop" },
      { path: "messageStop" },
    ],
  },
};

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
    invoke,
    { ...invoke, path: "/model/**/invoke-with-response-stream" },
  ],
  fallback: everything,
  credentials: [...CREDENTIALS, "x-amz-security-token"],
  parameters: [],
  errors: "openai",
};
