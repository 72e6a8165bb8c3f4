import { type Family, type Fields, type Json, underKeys } from "../position.ts";

const said = (role: string) => (content: Json) => [{ role, content }];
const calling = (input: Fields) => [{
  role: "assistant",
  content: "",
  tool_calls: [{ function: { name: "write", arguments: input } }],
}];

/** https://github.com/ollama/ollama/blob/main/docs/api.md */
export const ollamaChat: Family = {
  name: "Ollama chat",
  body: (messages, beside) => ({ model: "llama-test", messages, ...beside }),
  smallTalk: said("user")("and now?"),
  positions: [
    { name: "system string", turn: said("system") },
    { name: "user string", turn: said("user") },
    { name: "assistant string", turn: said("assistant") },
    ...underKeys("tool call's arguments", calling),
    { name: "tool result", turn: said("tool") },
    { name: "an unknown field", once: (text) => ({ options: { a: [text] } }) },
  ],
};

/** The same server's other endpoint. */
export const ollamaGenerate: Family = {
  name: "Ollama generate",
  body: (turns, beside) => ({
    model: "llama-test",
    prompt: turns.join("\n"),
    ...beside,
  }),
  smallTalk: ["and now?"],
  positions: [
    { name: "prompt", turn: (text) => [text] },
    { name: "system string", once: (system) => ({ system }) },
    { name: "template", once: (template) => ({ template }) },
  ],
};
