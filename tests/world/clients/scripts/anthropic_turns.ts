import type Anthropic from "@anthropic-ai/sdk";
import { type Errand, type Told, TOOL } from "./conversation.ts";

type Message = Anthropic.MessageParam;

/** Two turns with thinking and tool use, then the same as streams. */
export async function anthropicTurns(
  client: Anthropic,
  { prompt, output }: Errand,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const streaming of [false, true]) {
    const messages: Message[] = [{ role: "user", content: prompt }];
    const first = await say(client, messages, streaming);
    messages.push({ role: "assistant", content: first.content });
    messages.push({ role: "user", content: [resultOf(first, output)] });
    const second = await say(client, messages, streaming);
    const how = streaming ? "stream" : "JSON";
    told.push(toldBy(first, `anthropic ${how} 1`));
    told.push(toldBy(second, `anthropic ${how} 2`));
  }
  return told;
}

async function say(
  client: Anthropic,
  messages: Message[],
  streaming: boolean,
): Promise<Anthropic.Message> {
  const asked = {
    model: "claude-test",
    max_tokens: 4096,
    thinking: { type: "enabled" as const, budget_tokens: 1024 },
    tools: [{
      name: TOOL.name,
      description: TOOL.description,
      input_schema: TOOL.schema,
    }],
    messages,
  };
  return streaming
    ? await client.messages.stream(asked).finalMessage()
    : await client.messages.create(asked);
}

function resultOf({ content }: Anthropic.Message, output: string) {
  const call = content.find((block) => block.type === "tool_use");
  return {
    type: "tool_result" as const,
    tool_use_id: call?.id ?? "",
    content: [{ type: "text" as const, text: output }],
  };
}

function toldBy({ content }: Anthropic.Message, turn: string): Told {
  const text = content.flatMap((block) =>
    block.type === "text" ? [block.text] : []
  ).join("");
  const call = content.find((block) => block.type === "tool_use");
  const { command } = call?.input as { readonly command: string };
  return { turn, text, argument: command };
}
