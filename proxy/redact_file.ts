import { inspectBinary } from "./binary_part.ts";
import { fileText } from "./file_text.ts";
import type { Edit } from "./json/rewrite_strings.ts";
import type { Redactor } from "./redact/redactor.ts";

export interface FileOptions {
  readonly redactor: Redactor;
  /** Takes the secrets out of a text. */
  readonly redactText: (text: string) => string;
}

/** A string up to this length may be a secret that stands there as it is. */
const SHORT = 512;

/**
 * Takes the secrets out of a file that stands in a string as base64.
 *
 * `"opaque"` when it is no text: then it stays as it is. `"unclear"` when it is
 * not base64 by the letter, or may be no file at all: then it is to be read as
 * any string.
 *
 * @throws {RefusalError} when it is neither text nor known media and has a
 *   secret in clear in it
 */
export function redactFile(
  value: string,
  { redactor, redactText }: FileOptions,
): readonly Edit[] | "opaque" | "unclear" {
  const file = fileText(value);
  switch (file.kind) {
    case "unclear":
      return "unclear";
    case "media":
      return "opaque";
    case "binary":
      if (value.length <= SHORT) return "unclear";
      inspectBinary(file.bytes, { redactor, place: "a binary file" });
      return "opaque";
    case "text": {
      const text = redactText(file.text);
      if (text === file.text) return value.length <= SHORT ? "unclear" : [];
      return [{ start: 0, end: value.length, text: file.write(text) }];
    }
  }
}
