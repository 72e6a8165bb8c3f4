import type { Scan } from "../../proxy/mod.ts";

/** The answer to one line, or what is wrong with it. Neither holds any of its text. */
export type Answer =
  | { readonly ok: true; readonly line: string }
  | { readonly ok: false; readonly fault: string };

/** Scans `{"id","text"}` and answers `{"id","findings":[{"type","start","end"}]}`, offsets in UTF-16 units. */
export function answerLine(bytes: Uint8Array, scan: Scan): Answer {
  const asked = parse(bytes);
  if (typeof asked === "string") return { ok: false, fault: asked };
  const findings = scan(asked.text).map(({ type, start, end }) => ({
    type,
    start,
    end,
  }));
  return { ok: true, line: JSON.stringify({ id: asked.id, findings }) };
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function parse(bytes: Uint8Array): { id: unknown; text: string } | string {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return "not UTF-8";
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "not JSON";
  }
  if (!isAsked(value)) {
    return 'not an object with an "id" and a "text" that is a string';
  }
  return value;
}

function isAsked(value: unknown): value is { id: unknown; text: string } {
  return typeof value === "object" && value !== null && "id" in value &&
    "text" in value && typeof value.text === "string";
}
