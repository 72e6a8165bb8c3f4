import { fileOf } from "../file.ts";
import { type Family, type Json, underKeys } from "../position.ts";

const said = (role: string) => (content: Json) => [{ role, content }];
const calls = (call: Json) => [
  { role: "assistant", content: null, tool_calls: [call] },
  { role: "tool", tool_call_id: "call_1", content: "ok" },
];
const calling = (input: Json) =>
  calls({
    id: "call_1",
    type: "function",
    function: { name: "write", arguments: JSON.stringify(input) },
  });
const offers = (fn: Record<string, Json>) => ({
  tools: [{ type: "function", function: { name: "write", ...fn } }],
});

/** https://platform.openai.com/docs/api-reference/chat/create */
export const openaiChat: Family = {
  name: "OpenAI Chat",
  body: (messages, beside) => ({ model: "gpt-test", messages, ...beside }),
  smallTalk: said("user")("and now?"),
  positions: [
    { name: "metadata", once: (note) => ({ metadata: { note } }) },
    { name: "end user's name", once: (user) => ({ user }) },
    { name: "an unknown field", once: (text) => ({ x_new: { deep: [text] } }) },
    { name: "an object key", once: (key) => ({ x_new: { [key]: 1 } }) },
    {
      name: "predicted output",
      once: (content) => ({ prediction: { type: "content", content } }),
    },
    {
      name: "tool definition's description",
      once: (description) => offers({ description }),
    },
    {
      name: "tool definition's schema",
      once: (text) =>
        offers({ parameters: { type: "object", description: text } }),
    },
    { name: "system string", turn: said("system") },
    { name: "developer string", turn: said("developer") },
    { name: "user string", turn: said("user") },
    {
      name: "user part",
      turn: (text) => said("user")([{ type: "text", text }]),
    },
    {
      name: "author's name",
      turn: (name) => [{ role: "user", name, content: "hello" }],
    },
    {
      name: "file part, a file of text",
      turn: (text) => {
        const file_data = `data:text/plain;base64,${fileOf(text)}`;
        return said("user")([{
          type: "file",
          file: { filename: ".env", file_data },
        }]);
      },
    },
    {
      name: "picture part, a file of text",
      turn: (text) => {
        const url = `data:application/json;base64,${fileOf(text)}`;
        return said("user")([{ type: "image_url", image_url: { url } }]);
      },
    },
    {
      name: "address of a picture",
      turn: (url) => said("user")([{ type: "image_url", image_url: { url } }]),
    },
    { name: "assistant string", turn: said("assistant") },
    {
      name: "assistant part",
      turn: (text) => said("assistant")([{ type: "text", text }]),
    },
    {
      name: "assistant's reasoning",
      turn: (text) => [{
        role: "assistant",
        content: "so",
        reasoning_content: text,
      }],
    },
    { name: "stringified arguments", turn: (text) => calling({ text }) },
    ...underKeys("stringified arguments", calling),
    {
      name: "stringified arguments, an object key",
      turn: (key) => calling({ [key]: 1 }),
    },
    {
      name: "arguments of the older function call",
      turn: (text) => [{
        role: "assistant",
        content: null,
        function_call: { name: "f", arguments: JSON.stringify({ text }) },
      }],
    },
    {
      name: "custom tool's input",
      turn: (input) =>
        calls({ id: "call_1", type: "custom", custom: { name: "p", input } }),
    },
    {
      name: "tool result string",
      turn: (content) => [{ role: "tool", tool_call_id: "call_2", content }],
    },
    {
      name: "tool result part",
      turn: (text) => [{
        role: "tool",
        tool_call_id: "call_2",
        content: [{ type: "text", text }],
      }],
    },
  ],
};

/** https://platform.openai.com/docs/api-reference/completions */
export const openaiCompletions: Family = {
  name: "OpenAI Completions",
  body: (prompt, beside) => ({ model: "gpt-test", prompt, ...beside }),
  smallTalk: ["and now?"],
  positions: [
    { name: "prompt", turn: (text) => [text] },
    { name: "suffix", once: (suffix) => ({ suffix }) },
    { name: "end user's name", once: (user) => ({ user }) },
  ],
};

/** https://platform.openai.com/docs/api-reference/embeddings */
export const openaiEmbeddings: Family = {
  name: "OpenAI Embeddings",
  body: (input, beside) => ({ model: "embed-test", input, ...beside }),
  smallTalk: ["and now?"],
  positions: [
    { name: "input", turn: (text) => [text] },
    { name: "end user's name", once: (user) => ({ user }) },
  ],
};

/** https://platform.openai.com/docs/api-reference/batch/create */
export const openaiBatches: Family = {
  name: "OpenAI Batches",
  body: (_, beside) => ({
    input_file_id: "file-1",
    endpoint: "/v1/responses",
    completion_window: "24h",
    ...beside,
  }),
  smallTalk: [],
  positions: [
    { name: "metadata", once: (note) => ({ metadata: { note } }) },
    { name: "an unknown field", once: (text) => ({ x_new: { deep: [text] } }) },
  ],
};
