import { fileOf } from "../file.ts";
import { type Family, type Fields, type Json, underKeys } from "../position.ts";

const parts = (role: string) => (part: Json) => [{ role, parts: [part] }];
const model = parts("model");
const user = parts("user");
const calling = (args: Fields) =>
  model({ functionCall: { name: "write", args } });

/** https://ai.google.dev/api/generate-content */
export const gemini: Family = {
  name: "Gemini",
  body: (contents, beside) => ({ contents, ...beside }),
  smallTalk: user({ text: "and now?" }),
  positions: [
    {
      name: "system part",
      once: (text) => ({ systemInstruction: { parts: [{ text }] } }),
    },
    {
      name: "system part, snake_case",
      once: (text) => ({ system_instruction: { parts: [{ text }] } }),
    },
    { name: "labels", once: (text) => ({ labels: { text } }) },
    { name: "an unknown field", once: (text) => ({ xNew: { deep: [text] } }) },
    {
      name: "tool definition's description",
      once: (description) => ({
        tools: [{ functionDeclarations: [{ name: "write", description }] }],
      }),
    },
    {
      name: "stop sequence",
      once: (text) => ({ generationConfig: { stopSequences: [text] } }),
    },
    { name: "user part", turn: (text) => user({ text }) },
    { name: "model part", turn: (text) => model({ text }) },
    { name: "thought", turn: (text) => model({ text, thought: true }) },
    ...underKeys("functionCall.args", calling),
    {
      name: "functionCall.args, an object key",
      turn: (key) => calling({ [key]: 1 }),
    },
    {
      name: "functionResponse",
      turn: (output) =>
        user({ functionResponse: { name: "read", response: { output } } }),
    },
    {
      name: "code that is executed",
      turn: (code) => model({ executableCode: { language: "PYTHON", code } }),
    },
    {
      name: "output of executed code",
      turn: (output) =>
        model({ codeExecutionResult: { outcome: "OUTCOME_OK", output } }),
    },
    {
      name: "a file of text in base64",
      turn: (text) =>
        user({ inlineData: { mimeType: "text/plain", data: fileOf(text) } }),
    },
    {
      name: "a file of text in base64url, snake_case",
      turn: (text) => {
        const data = fileOf(text).replaceAll("+", "-").replaceAll("/", "_");
        return user({ inline_data: { mime_type: "text/csv", data } });
      },
    },
    {
      name: "functionResponse, a file of text in base64",
      turn: (text) => {
        const inlineData = { mimeType: "text/plain", data: fileOf(text) };
        const parts = [{ inlineData }];
        return user({
          functionResponse: { name: "read", response: {}, parts },
        });
      },
    },
    {
      name: "address of a file",
      turn: (fileUri) => user({ fileData: { mimeType: "a/b", fileUri } }),
    },
  ],
};

/** The same, wrapped by Code Assist, which Gemini CLI speaks. */
export const codeAssist: Family = {
  ...gemini,
  name: "Gemini Code Assist",
  body: (contents, beside) => ({
    model: "gemini-test",
    project: "p-1",
    user_prompt_id: "u-1",
    request: gemini.body(contents, beside),
  }),
};
