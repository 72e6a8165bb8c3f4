import { openaiResponses } from "../wires/openai_responses.ts";
import { type Json, list, object, string } from "../wires/wire.ts";
import { openaiChatSpeaker } from "./openai_chat.ts";
import { PROPERTY, SCHEMA, type Speaker } from "./speaker.ts";

/** Speaks OpenAI Responses, with a function. */
export const openaiResponsesSpeaker: Speaker = {
  ...openaiChatSpeaker,
  wire: openaiResponses,
  ask: (text, stream) => ({
    model: "gpt-canary",
    stream,
    input: [{ role: "user", content: [{ type: "input_text", text }] }],
    tools: [{ type: "function", name: "bash", parameters: SCHEMA }],
  }),
  tellings: (answer) =>
    answer.kind === "json" ? ofResponse(answer.body) : ofEvents(answer.events),
};

function ofResponse(response: Json): string[] {
  return list(response.output).flatMap((item) => ofItem(object(item)));
}

function ofItem(item: Json): string[] {
  if (item.type === "function_call") return [argument(item.arguments)];
  return list(item.content).map((part) => string(object(part).text));
}

/** The pieces, and each of the three tellings of the whole. */
function ofEvents(events: readonly Json[]): string[] {
  const of = (type: string) => events.filter((event) => event.type === type);
  const pieces = (type: string) =>
    of(type).map(({ delta }) => string(delta)).join("");
  return [
    pieces("response.output_text.delta"),
    argument(pieces("response.function_call_arguments.delta")),
    ...of("response.output_text.done").map(({ text }) => string(text)),
    ...of("response.function_call_arguments.done")
      .map((event) => argument(event.arguments)),
    ...of("response.content_part.done")
      .map(({ part }) => string(object(part).text)),
    ...of("response.output_item.done").flatMap(({ item }) =>
      ofItem(object(item))
    ),
    ...of("response.completed").flatMap(({ response }) =>
      ofResponse(object(response))
    ),
  ];
}

function argument(args: unknown): string {
  return string(object(JSON.parse(string(args)))[PROPERTY]);
}
