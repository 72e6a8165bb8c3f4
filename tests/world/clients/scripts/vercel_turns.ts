import {
  jsonSchema,
  type LanguageModel,
  stepCountIs,
  streamText,
  tool,
} from "ai";
import { type Errand, type Told, TOOL } from "./conversation.ts";

/** Has the AI SDK stream a text, call a tool, and go on with what it answers. */
export async function vercelTurns(
  model: LanguageModel,
  { prompt, output, name }: Errand & { readonly name: string },
): Promise<readonly Told[]> {
  const ran: string[] = [];
  const { steps } = streamText({
    model,
    prompt,
    stopWhen: stepCountIs(2),
    maxRetries: 0,
    onError: ({ error }) => {
      throw error;
    },
    tools: {
      [TOOL.name]: tool({
        description: TOOL.description,
        inputSchema: jsonSchema<{ readonly command: string }>(TOOL.schema),
        execute: ({ command }) => {
          ran.push(command);
          return output;
        },
      }),
    },
  });
  return (await steps).map(({ text }, nth) => ({
    turn: `AI SDK, ${name} ${nth + 1}`,
    text,
    argument: ran[nth] ?? "",
  }));
}
