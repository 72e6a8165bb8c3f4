import { fileOf } from "../file.ts";
import { type Family, type Fields, type Json, underKeys } from "../position.ts";

const said = (role: string) => (block: Json) => [{ role, content: [block] }];
const user = said("user");
const assistant = said("assistant");
const use = (input: Json) =>
  assistant({ toolUse: { toolUseId: "t1", name: "write", input } });
const result = (block: Fields) =>
  user({ toolResult: { toolUseId: "t1", content: [block] } });
const inBase64 = (text: string) => ({
  document: { format: "csv", name: "d", source: { bytes: fileOf(text) } },
});

/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html */
export const converse: Family = {
  name: "Bedrock Converse",
  body: (messages, beside) => ({ messages, ...beside }),
  smallTalk: user({ text: "and now?" }),
  positions: [
    { name: "system block", once: (text) => ({ system: [{ text }] }) },
    {
      name: "request's metadata",
      once: (note) => ({ requestMetadata: { note } }),
    },
    {
      name: "fields for the model",
      once: (text) => ({ additionalModelRequestFields: { data: text } }),
    },
    {
      name: "prompt's variables",
      once: (text) => ({ promptVariables: { city: { text } } }),
    },
    { name: "an unknown field", once: (text) => ({ xNew: { deep: [text] } }) },
    {
      name: "tool definition's description",
      once: (description) => ({
        toolConfig: { tools: [{ toolSpec: { name: "write", description } }] },
      }),
    },
    { name: "user block", turn: (text) => user({ text }) },
    {
      name: "guarded block",
      turn: (text) => user({ guardContent: { text: { text } } }),
    },
    { name: "assistant block", turn: (text) => assistant({ text }) },
    ...underKeys("toolUse.input", use),
    {
      name: "toolUse.input, an object key",
      turn: (key) => use({ [key]: 1 }),
    },
    { name: "toolResult text", turn: (text) => result({ text }) },
    { name: "toolResult JSON", turn: (id) => result({ json: { id } }) },
    {
      name: "document text",
      turn: (text) =>
        user({ document: { format: "txt", name: "d", source: { text } } }),
    },
    {
      name: "document, a file of text in base64",
      turn: (text) => user(inBase64(text)),
    },
    {
      name: "toolResult, a file of text in base64",
      turn: (text) => result(inBase64(text)),
    },
    {
      name: "document's context",
      turn: (context) =>
        user({ document: { name: "d", context, source: { text: "see" } } }),
    },
  ],
};
