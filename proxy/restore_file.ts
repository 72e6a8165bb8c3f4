import { fileText } from "./file_text.ts";
import type { Edit } from "./json/rewrite_strings.ts";

/** Puts secrets back into a file of text that stands in a string as base64. */
export function restoreFile(
  value: string,
  restoreText: (text: string) => string,
): readonly Edit[] {
  const file = fileText(value);
  if (file.kind !== "text" || !file.text.includes("pl")) return [];
  const text = restoreText(file.text);
  if (text === file.text) return [];
  return [{ start: 0, end: value.length, text: file.write(text) }];
}
