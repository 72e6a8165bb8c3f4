import { anthropic } from "../wires/anthropic.ts";
import { type Json, list, object, string } from "../wires/wire.ts";
import { PROPERTY, SCHEMA, type Speaker } from "./speaker.ts";

/** Speaks Anthropic Messages, with thinking and a tool. */
export const anthropicSpeaker: Speaker = {
  wire: anthropic,
  host: "api.anthropic.com",
  prefix: "/anthropic",
  headers: { "x-api-key": "canary", "anthropic-version": "2023-06-01" },
  ask: (text, stream) => ({
    model: "claude-canary",
    max_tokens: 4096,
    stream,
    thinking: { type: "enabled", budget_tokens: 1024 },
    messages: [{ role: "user", content: [{ type: "text", text }] }],
    tools: [{ name: "bash", input_schema: SCHEMA }],
  }),
  tellings: (answer) =>
    answer.kind === "json"
      ? ofBlocks(list(answer.body.content).map(object))
      : ofDeltas(answer.events.map(({ delta }) => object(delta))),
};

function ofBlocks(blocks: readonly Json[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type === "text") return [string(block.text)];
    if (block.type === "tool_use") {
      return [string(object(block.input)[PROPERTY])];
    }
    return [];
  });
}

function ofDeltas(deltas: readonly Json[]): string[] {
  const joined = (field: string) =>
    deltas.map((delta) => string(delta[field])).join("");
  const input = object(JSON.parse(joined("partial_json")));
  return [joined("text"), string(input[PROPERTY])];
}
