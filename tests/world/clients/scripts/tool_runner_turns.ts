import type Anthropic from "@anthropic-ai/sdk";
import { type Errand, type Told, TOOL } from "./conversation.ts";

/** Has Anthropic's tool runner call a tool of ours and go on with what it answers. */
export async function toolRunnerTurns(
  client: Anthropic,
  { prompt, output }: Errand,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const stream of [false, true]) {
    const ran: string[] = [];
    const runner = client.beta.messages.toolRunner({
      model: "claude-test",
      max_tokens: 4096,
      max_iterations: 2,
      stream,
      messages: [{ role: "user", content: prompt }],
      tools: [{
        type: "custom",
        name: TOOL.name,
        description: TOOL.description,
        input_schema: TOOL.schema,
        parse: (input: unknown) => input as { readonly command: string },
        run: ({ command }: { readonly command: string }) => {
          ran.push(command);
          return output;
        },
      }],
    });
    const how = stream ? "streams" : "JSON";
    let turn = 0;
    for await (const said of runner) {
      const message = "finalMessage" in said ? await said.finalMessage() : said;
      const { text, command } = read(message.content);
      turn++;
      told.push({
        turn: `tool runner ${how} ${turn}`,
        text,
        argument: command,
      });
    }
    told.push({
      turn: `tool run by runner ${how} 1`,
      text: ran[0] ?? "",
      argument: ran[0] ?? "",
    });
  }
  return told;
}

function read(content: readonly Anthropic.Beta.BetaContentBlock[]) {
  const text = content.map((block) => block.type === "text" ? block.text : "")
    .join("");
  const call = content.find((block) => block.type === "tool_use");
  const input = call?.input as { readonly command: string } | undefined;
  return { text, command: input?.command ?? text };
}
