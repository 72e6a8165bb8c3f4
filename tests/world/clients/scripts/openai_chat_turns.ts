import type OpenAI from "openai";
import { type Errand, type Told, TOOL } from "./conversation.ts";

type Message = OpenAI.ChatCompletionMessageParam;
type Said = OpenAI.ChatCompletionMessage;

/** Two turns with a tool call, then the same as streams. */
export async function openaiChatTurns(
  client: OpenAI,
  { prompt, output }: Errand,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const streaming of [false, true]) {
    const messages: Message[] = [{ role: "user", content: prompt }];
    const first = await say(client, messages, streaming);
    messages.push(first, {
      role: "tool",
      tool_call_id: first.tool_calls?.[0]?.id ?? "",
      content: output,
    });
    const second = await say(client, messages, streaming);
    const how = streaming ? "stream" : "JSON";
    told.push(toldBy(first, `chat ${how} 1`), toldBy(second, `chat ${how} 2`));
  }
  return told;
}

async function say(
  client: OpenAI,
  messages: Message[],
  streaming: boolean,
): Promise<Said> {
  const asked = {
    model: "gpt-test",
    messages,
    tools: [{
      type: "function" as const,
      function: {
        name: TOOL.name,
        description: TOOL.description,
        parameters: TOOL.schema,
      },
    }],
  };
  if (streaming) {
    return await client.chat.completions.stream(asked).finalMessage();
  }
  return (await client.chat.completions.create(asked)).choices[0]!.message;
}

function toldBy({ content, tool_calls }: Said, turn: string): Told {
  const call = tool_calls?.[0];
  const args = call?.type === "function" ? call.function.arguments : "{}";
  return { turn, text: content, argument: JSON.parse(args).command };
}
