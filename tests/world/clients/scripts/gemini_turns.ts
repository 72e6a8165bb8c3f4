import { type Content, GoogleGenAI } from "@google/genai";
import { type Errand, type Told, TOOL } from "./conversation.ts";

/** Two turns with a function call, then the same as streams. */
export async function geminiTurns(
  client: GoogleGenAI,
  { prompt, output }: Errand,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const streaming of [false, true]) {
    const contents: Content[] = [{ role: "user", parts: [{ text: prompt }] }];
    const first = await say(client, contents, streaming);
    contents.push(first, {
      role: "user",
      parts: [{ functionResponse: { name: TOOL.name, response: { output } } }],
    });
    const second = await say(client, contents, streaming);
    const how = streaming ? "stream" : "JSON";
    told.push(toldBy(first, `gemini ${how} 1`));
    told.push(toldBy(second, `gemini ${how} 2`));
  }
  return told;
}

async function say(
  { models }: GoogleGenAI,
  contents: Content[],
  streaming: boolean,
): Promise<Content> {
  const asked = {
    model: "gemini-test",
    contents,
    config: {
      tools: [{
        functionDeclarations: [{
          name: TOOL.name,
          description: TOOL.description,
          parametersJsonSchema: TOOL.schema,
        }],
      }],
    },
  };
  if (!streaming) {
    const { candidates } = await models.generateContent(asked);
    return candidates![0]!.content!;
  }
  const parts = [];
  for await (const chunk of await models.generateContentStream(asked)) {
    parts.push(...chunk.candidates?.[0]?.content?.parts ?? []);
  }
  return { role: "model", parts };
}

function toldBy({ parts = [] }: Content, turn: string): Told {
  const call = parts.find(({ functionCall }) => functionCall)?.functionCall;
  return {
    turn,
    text: parts.map(({ text }) => text ?? "").join(""),
    argument: String(call?.args?.command),
  };
}
