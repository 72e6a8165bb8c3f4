import { Readable } from "node:stream";
import {
  type BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  type ContentBlock,
  ConverseCommand,
  ConverseStreamCommand,
  type Message,
} from "@aws-sdk/client-bedrock-runtime";
import { type Errand, type Told, TOOL } from "./conversation.ts";

/** Two turns with a tool, then the same as streams. */
export async function bedrockTurns(
  client: BedrockRuntimeClient,
  { prompt, output }: Errand,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const streaming of [false, true]) {
    const messages: Message[] = [{ role: "user", content: [{ text: prompt }] }];
    const first = await say(client, messages, streaming);
    messages.push({ role: "assistant", content: first }, {
      role: "user",
      content: [{
        toolResult: { toolUseId: "tooluse_1", content: [{ text: output }] },
      }],
    });
    const second = await say(client, messages, streaming);
    const how = streaming ? "stream" : "JSON";
    told.push(toldBy(first, `bedrock ${how} 1`));
    told.push(toldBy(second, `bedrock ${how} 2`));
  }
  return told;
}

async function say(
  client: BedrockRuntimeClient,
  messages: Message[],
  streaming: boolean,
): Promise<ContentBlock[]> {
  const asked = {
    modelId: "eu.anthropic.claude-test-v1:0",
    messages,
    toolConfig: {
      tools: [{
        toolSpec: { name: TOOL.name, inputSchema: { json: TOOL.schema } },
      }],
    },
  };
  if (!streaming) {
    const { output } = await client.send(new ConverseCommand(asked));
    return output!.message!.content!;
  }
  const { stream } = await client.send(new ConverseStreamCommand(asked));
  const pieces = { text: "", input: "" };
  for await (const { contentBlockDelta } of stream!) {
    pieces.text += contentBlockDelta?.delta?.text ?? "";
    pieces.input += contentBlockDelta?.delta?.toolUse?.input ?? "";
  }
  const input = JSON.parse(pieces.input);
  return [
    { text: pieces.text },
    { toolUse: { toolUseId: "tooluse_1", name: TOOL.name, input } },
  ];
}

function toldBy(content: readonly ContentBlock[], turn: string): Told {
  const [said, call] = content;
  const { command } = call?.toolUse?.input as { readonly command: string };
  return { turn, text: said?.text ?? null, argument: command };
}

/**
 * Sends by `fetch`, which takes proxy and root from the environment; AWS's own
 * handlers take neither.
 */
export const byFetch: NonNullable<
  BedrockRuntimeClientConfig["requestHandler"]
> = {
  async handle(request: {
    readonly protocol: string;
    readonly hostname: string;
    readonly port?: number;
    readonly path: string;
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly body: string;
  }) {
    const { protocol, hostname, port, path, method, headers, body } = request;
    const place = port === undefined ? hostname : `${hostname}:${port}`;
    const answer = await fetch(`${protocol}//${place}${path}`, {
      method,
      headers,
      body,
    });
    return {
      response: {
        statusCode: answer.status,
        headers: Object.fromEntries(answer.headers),
        // deno-lint-ignore no-explicit-any
        body: Readable.fromWeb(answer.body as any),
      },
    };
  },
  // deno-lint-ignore no-explicit-any
} as any;
