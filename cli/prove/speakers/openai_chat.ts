import { openaiChat } from "../wires/openai_chat.ts";
import { type Json, list, object, string } from "../wires/wire.ts";
import { PROPERTY, SCHEMA, type Speaker } from "./speaker.ts";

/** Speaks OpenAI Chat Completions, with a tool. */
export const openaiChatSpeaker: Speaker = {
  wire: openaiChat,
  host: "api.openai.com",
  prefix: "/openai",
  headers: { authorization: "Bearer canary" },
  ask: (text, stream) => ({
    model: "gpt-canary",
    stream,
    messages: [{ role: "user", content: text }],
    tools: [{
      type: "function",
      function: { name: "bash", parameters: SCHEMA },
    }],
  }),
  tellings: (answer) =>
    answer.kind === "json"
      ? told([answer.body], "message")
      : told(answer.events, "delta"),
};

function told(objects: readonly Json[], where: "message" | "delta"): string[] {
  const messages = objects.flatMap(({ choices }) => list(choices))
    .map((choice) => object(object(choice)[where]));
  const content = messages.map((message) => string(message.content));
  const args = messages.flatMap(({ tool_calls }) => list(tool_calls))
    .map((call) => string(object(object(call).function).arguments));
  const input = object(JSON.parse(args.join("")));
  return [content.join(""), string(input[PROPERTY])];
}
