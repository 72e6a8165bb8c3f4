import type OpenAI from "openai";
import { type Errand, type Told, TOOL } from "./conversation.ts";

type Item = OpenAI.Responses.ResponseInputItem;
type Said = OpenAI.Responses.Response;
type Call = OpenAI.Responses.ResponseFunctionToolCall;

/** Two turns with a function call, then the same as streams. */
export async function openaiResponsesTurns(
  client: OpenAI,
  { prompt, output }: Errand,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const streaming of [false, true]) {
    const input: Item[] = [{ role: "user", content: prompt }];
    const first = await say(client, input, streaming);
    input.push(...first.output as Item[]);
    input.push({
      type: "function_call_output",
      call_id: callOf(first)?.call_id ?? "",
      output,
    });
    const second = await say(client, input, streaming);
    const how = streaming ? "stream" : "JSON";
    told.push(toldBy(first, `responses ${how} 1`));
    told.push(toldBy(second, `responses ${how} 2`));
  }
  return told;
}

async function say(
  client: OpenAI,
  input: Item[],
  streaming: boolean,
): Promise<Said> {
  const asked = {
    model: "gpt-test",
    input,
    tools: [{
      type: "function" as const,
      name: TOOL.name,
      description: TOOL.description,
      parameters: TOOL.schema,
      strict: false,
    }],
  };
  return streaming
    ? await client.responses.stream(asked).finalResponse()
    : await client.responses.create(asked);
}

function callOf({ output }: Said): Call | undefined {
  for (const item of output) if (item.type === "function_call") return item;
  return undefined;
}

function toldBy(said: Said, turn: string): Told {
  const args = callOf(said)?.arguments ?? "{}";
  return { turn, text: said.output_text, argument: JSON.parse(args).command };
}
