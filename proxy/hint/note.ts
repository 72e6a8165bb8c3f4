import type { Shape } from "../redact/placeholder.ts";

/** What a model is told about placeholders; the same for as long as a policy holds. */
export function hintNote(shapes: readonly Shape[]): string {
  const forms = shapes.map((shape) => FORMS[shape]).join(" or ");
  return `Strings of the form ${forms} (ID is 16 hexadecimal digits) are ` +
    "placeholders for secrets that were taken out of this conversation on the " +
    "user's machine. They are replaced by the real values in everything you " +
    "write, tool inputs included. Wherever you would write such a secret, copy " +
    "its placeholder verbatim, character for character: never shorten, split, " +
    "encode, escape or invent one, and do not ask for the value behind it.";
}

const FORMS: Readonly<Record<Shape, string>> = {
  tag: "<pl:TYPE:ID>",
  value: "pl_type_ID",
};
