import { fileOf } from "../file.ts";
import { type Family, type Fields, type Json, underKeys } from "../position.ts";

const message = (role: string, type: string) => (text: string): Json[] => [
  { type: "message", role, content: [{ type, text }] },
];
const calling = (input: Json): Json[] => [{
  type: "function_call",
  call_id: "call_1",
  name: "write",
  arguments: JSON.stringify(input),
}];

/** https://platform.openai.com/docs/api-reference/realtime-client-events/response/create */
export const openaiRealtime: Family = {
  name: "OpenAI Realtime",
  body: (input, beside) => ({
    type: "response.create",
    response: { input, ...beside },
  }),
  smallTalk: message("user", "input_text")("and now?"),
  positions: [
    { name: "instructions", once: (instructions) => ({ instructions }) },
    { name: "metadata", once: (note) => ({ metadata: { note } }) },
    { name: "an unknown field", once: (text) => ({ x_new: { deep: [text] } }) },
    { name: "an object key", once: (key) => ({ y_new: { [key]: 1 } }) },
    {
      name: "tool definition's description",
      once: (description) => ({
        tools: [{ type: "function", name: "write", description }],
      }),
    },
    { name: "system part", turn: message("system", "input_text") },
    { name: "user part", turn: message("user", "input_text") },
    { name: "assistant part", turn: message("assistant", "output_text") },
    ...underKeys("function_call's arguments", calling),
    {
      name: "function_call_output string",
      turn: (output) => [
        { type: "function_call_output", call_id: "call_1", output },
      ],
    },
    {
      name: "picture part, a file of text",
      turn: (text) => {
        const image_url = `data:image/png;base64,${fileOf(text)}`;
        const content = [{ type: "input_image", image_url }];
        return [{ type: "message", role: "user", content }];
      },
    },
  ],
};

const parts = (role: string) => (part: Json) => [{ role, parts: [part] }];
const model = parts("model");
const user = parts("user");
const called = (response: Fields): Fields => ({
  toolResponse: { functionResponses: [{ id: "c1", name: "read", response }] },
});

/** https://ai.google.dev/api/live */
export const geminiLive: Family = {
  name: "Gemini Live",
  body: (turns, beside) => ({ clientContent: { turns }, ...beside }),
  smallTalk: user({ text: "and now?" }),
  positions: [
    {
      name: "system part",
      once: (text) => ({ setup: { systemInstruction: { parts: [{ text }] } } }),
    },
    { name: "spoken text", once: (text) => ({ realtimeInput: { text } }) },
    { name: "functionResponse", once: (output) => called({ output }) },
    { name: "an unknown field", once: (text) => ({ xNew: { deep: [text] } }) },
    { name: "user part", turn: (text) => user({ text }) },
    { name: "model part", turn: (text) => model({ text }) },
    ...underKeys(
      "functionCall.args",
      (args) => model({ functionCall: { name: "write", args } }),
    ),
    {
      name: "a file of text in base64",
      turn: (text) =>
        user({ inlineData: { mimeType: "text/plain", data: fileOf(text) } }),
    },
  ],
};
