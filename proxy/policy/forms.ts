import { Buffer } from "node:buffer";

/** Shortest encoded form that is worth looking for. */
const LEAST_FORM = 8;

/**
 * Every text in which a value may stand inside another: itself, escaped for
 * JSON once, twice and down to ASCII, percent-encoded, in hex, and, of base64 and base64url
 * at each of the three alignments, what the neighbours have no part in.
 */
export function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(`\0\0${value}`, "utf8");
  const hex = bytes.toString("hex", 2);
  const forms = PLAIN.test(value) ? [value] : [...new Set(escapedForms(value))];
  const add = (form: string, like?: string) => {
    if (form !== like && form.length >= LEAST_FORM) forms.push(form);
  };
  add(hex);
  add(hex.toUpperCase(), hex);
  for (const before of [0, 1, 2]) {
    const base64 = coreOf(bytes, before);
    add(base64);
    add(toUrl(base64), base64);
  }
  return forms;
}

/** Characters that nobody escapes. */
const PLAIN = /^[\w.~-]*$/;

function escapedForms(value: string): readonly string[] {
  const escaped = escape(value);
  const percent = percentOf(value);
  return [
    value,
    escaped,
    escape(escaped),
    asciiEscaped(value),
    percent,
    lowerPercent(percent),
  ];
}

function escape(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

/** As those write JSON that escape all but ASCII. */
function asciiEscaped(value: string): string {
  return escape(value).replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function percentOf(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function lowerPercent(text: string): string {
  return text.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

/** The characters of base64 that only the bytes from the third on decide, with `before` bytes before them. */
function coreOf(bytes: Buffer, before: number): string {
  const first = Math.ceil(before * 8 / 6);
  const end = Math.floor((bytes.length - 2 + before) * 8 / 6);
  return bytes.toString("base64", 2 - before).slice(first, end);
}

function toUrl(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_");
}
