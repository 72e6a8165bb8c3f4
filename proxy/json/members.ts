import type { Span } from "../redact/finding.ts";
import { closingQuote } from "./discriminator.ts";
import { decodeString } from "./string_token.ts";

/**
 * Where the values of an object's members stand in a JSON text.
 *
 * Of members with one name the last is told, as most readers take it. `at` is
 * where the object begins; the text is known to be JSON. `undefined` if there
 * is no object.
 */
export function membersOf(
  text: string,
  at: number,
): ReadonlyMap<string, Span> | undefined {
  const members = new Map<string, Span>();
  if (text[at] !== "{") return undefined;
  for (let next = skipSpace(text, at + 1); text[next] === '"';) {
    const end = closingQuote(text, next + 1);
    const name = decodeString(text, { start: next + 1, end });
    const colon = skipSpace(text, end + 1);
    const value = valueAt(text, skipSpace(text, colon + 1));
    members.set(name, value);
    next = nextOf(text, value);
  }
  return members;
}

/** Where the items of an array stand, likewise. */
export function itemsOf(text: string, at: number): readonly Span[] | undefined {
  const items: Span[] = [];
  if (text[at] !== "[") return undefined;
  let next = skipSpace(text, at + 1);
  while (next < text.length && text[next] !== "]") {
    const value = valueAt(text, next);
    items.push(value);
    next = nextOf(text, value);
  }
  return items;
}

/** The first offset from `at` on that is no white space. */
export function skipSpace(text: string, at: number): number {
  while (/[ \t\r\n]/.test(text.charAt(at))) at++;
  return at;
}

/** Where the next member or item begins, or the container ends. */
function nextOf(text: string, { end }: Span): number {
  const comma = skipSpace(text, end);
  return text[comma] === "," ? skipSpace(text, comma + 1) : comma;
}

function valueAt(text: string, start: number): Span {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x22) {
      at = closingQuote(text, at + 1);
      if (depth === 0) return { start, end: at + 1 };
    } else if (char === 0x7b || char === 0x5b) depth++;
    else if (char === 0x7d || char === 0x5d) {
      if (depth === 0) return { start, end: at };
      if (--depth === 0) return { start, end: at + 1 };
    } else if (depth === 0 && (char === 0x2c || char <= 0x20)) {
      return { start, end: at };
    }
  }
  return { start, end: text.length };
}
