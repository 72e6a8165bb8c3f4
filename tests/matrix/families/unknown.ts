import { type Family, type Fields, underKeys } from "../position.ts";

/** JSON of which nobody told us anything. */
export const unknown: Family = {
  name: "any JSON",
  body: (things, beside) => ({ things, ...beside }),
  smallTalk: [{ note: "nothing" }],
  positions: [
    { name: "a value", turn: (text) => [text] },
    { name: "an object key", turn: (key) => [{ [key]: true }] },
    ...underKeys("a value", (fields: Fields) => [fields]),
    { name: "under `type` and `role`", turn: (x) => [{ type: x, role: x }] },
    {
      name: "under `model`",
      once: (model) => ({ model }),
    },
    {
      name: "JSON in a string",
      turn: (text) => [JSON.stringify({ a: [text] })],
    },
    {
      name: "JSON in a string in a string",
      turn: (text) => [JSON.stringify({ a: JSON.stringify([text]) })],
    },
  ],
};

/** A file of text that is uploaded. */
export const file: Family = {
  name: "a file of text",
  body: (paragraphs) => ({ paragraphs }),
  smallTalk: ["Nothing to see."],
  positions: [{ name: "a paragraph", turn: (text) => [text] }],
};
