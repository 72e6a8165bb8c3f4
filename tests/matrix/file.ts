import { Buffer } from "node:buffer";

/** A multiple of three bytes: whatever follows it, its base64 is the same. */
const FIRST_LINE = "# .env file\n";
const BEGIN = btoa(FIRST_LINE);

/** A file of this text, in base64. */
export function fileOf(text: string): string {
  return Buffer.from(FIRST_LINE + text).toString("base64");
}

/** The text of {@link fileOf}, also behind a `data:`; `undefined` if it is none. */
export function textIn(value: string): string | undefined {
  const base64 = value.replace(/^data:[^,]*,/, "");
  if (!base64.startsWith(BEGIN)) return undefined;
  return Buffer.from(base64, "base64").toString().slice(FIRST_LINE.length);
}
