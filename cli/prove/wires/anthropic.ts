import { createHash } from "node:crypto";
import {
  type Cut,
  type Json,
  list,
  object,
  type Reply,
  type ServerEvent,
  string,
  toolCall,
  type Wire,
} from "./wire.ts";

/**
 * Anthropic Messages: thinking (signed), text and tool use.
 *
 * https://docs.anthropic.com/en/api/messages and …/messages-streaming
 */
export const anthropic: Wire = {
  name: "Anthropic Messages",
  path: "/v1/messages",
  credentials: ["x-api-key", "authorization"],
  answer(body, cut) {
    const forged = list(body.messages).flatMap((m) => list(object(m).content))
      .map(object).some((b) => b.type === "thinking" && !isSigned(b));
    if (forged) {
      return this.refuse(400, "Invalid `signature` in `thinking` block");
    }
    const message = messageFor(body);
    return body.stream === true
      ? { kind: "events", events: stream(message, cut) }
      : { kind: "json", status: 200, body: message };
  },
  refuse: (status, message): Reply => ({
    kind: "json",
    status,
    body: {
      type: "error",
      error: {
        type: status === 401 ? "authentication_error" : "invalid_request_error",
        message,
      },
    },
  }),
};

function messageFor(body: Json) {
  const heard = heardIn(list(body.messages).at(-1));
  const [tool] = list(body.tools).map(object);
  const content: Json[] = [{ type: "text", text: heard }];
  if (object(body.thinking).type === "enabled") {
    content.unshift(signed(`The user wrote: ${heard}`));
  }
  if (tool) {
    const call = toolCall({
      name: tool.name,
      schema: tool.input_schema,
      heard,
    });
    content.push({ type: "tool_use", id: "toolu_01stub", ...call });
  }
  return {
    id: "msg_01stub",
    type: "message",
    role: "assistant",
    model: string(body.model),
    content,
    stop_reason: tool ? "tool_use" : "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 1, output_tokens: 1 },
  };
}

/** All text of a message: what a person typed and what a tool answered. */
function heardIn(message: unknown): string {
  return textIn(object(message).content);
}

function textIn(content: unknown): string {
  if (typeof content === "string") return content;
  return list(content).map(object)
    .map(({ text, content }) => string(text) || textIn(content)).join("");
}

function signed(thinking: string): Json {
  return { type: "thinking", thinking, signature: signatureOf(thinking) };
}

function isSigned({ thinking, signature }: Json): boolean {
  return signature === signatureOf(string(thinking));
}

function signatureOf(thinking: string): string {
  return createHash("sha256").update(thinking).digest("base64");
}

function stream(
  message: ReturnType<typeof messageFor>,
  cut: Cut,
): ServerEvent[] {
  const { content, stop_reason, stop_sequence, usage } = message;
  const start = { ...message, content: [], stop_reason: null };
  return [
    named({ type: "message_start", message: start }),
    named({ type: "ping" }),
    ...content.flatMap((block, index) => [
      named({
        type: "content_block_start",
        index,
        content_block: empty(block),
      }),
      ...deltas(block, cut).map((delta) =>
        named({ type: "content_block_delta", index, delta })
      ),
      named({ type: "content_block_stop", index }),
    ]),
    named({
      type: "message_delta",
      delta: { stop_reason, stop_sequence },
      usage: { output_tokens: usage.output_tokens },
    }),
    named({ type: "message_stop" }),
  ];
}

function named(data: { readonly type: string } & Json): ServerEvent {
  return { event: data.type, data };
}

function empty(block: Json): Json {
  switch (block.type) {
    case "thinking":
      return { type: "thinking", thinking: "", signature: "" };
    case "tool_use":
      return { ...block, input: {} };
    default:
      return { type: "text", text: "" };
  }
}

function deltas(block: Json, cut: Cut): Json[] {
  switch (block.type) {
    case "thinking":
      return [
        ...cut(string(block.thinking)).map((thinking) => ({
          type: "thinking_delta",
          thinking,
        })),
        { type: "signature_delta", signature: block.signature },
      ];
    case "tool_use":
      return ["", ...cut(JSON.stringify(block.input))].map((partial_json) => ({
        type: "input_json_delta",
        partial_json,
      }));
    default:
      return cut(string(block.text)).map((text) => ({
        type: "text_delta",
        text,
      }));
  }
}
