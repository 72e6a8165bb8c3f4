import { decodeString } from "./string_token.ts";

/**
 * The value of `key` in the object whose brace opens at `open`, if it is a
 * string, stands there exactly once, and is one of `wanted`.
 *
 * A look ahead that never throws: of a text that is not JSON it finds
 * `undefined` or a value that matters to nobody, because the text is refused.
 * A second `key` makes it `undefined`, so that no reader can take the object
 * for something else than we did.
 */
export function discriminator(
  text: string,
  { open, key, wanted }: {
    readonly open: number;
    readonly key: string;
    readonly wanted: { has(value: string): boolean };
  },
): string | undefined {
  let found: string | undefined;
  let depth = 1;
  for (let at = open + 1; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x22) {
      const end = closingQuote(text, at + 1);
      const value = depth === 1 ? valueAfter(text, end) : undefined;
      if (value !== undefined && isKey(text, { at, end, key })) {
        if (found !== undefined || text.charCodeAt(value) !== 0x22) {
          return undefined;
        }
        found = decodeString(text, {
          start: value + 1,
          end: closingQuote(text, value + 1),
        });
        if (!wanted.has(found)) return undefined;
      }
      at = end;
    } else if (char === 0x7b || char === 0x5b) depth++;
    else if ((char === 0x7d || char === 0x5d) && --depth === 0) return found;
  }
  return undefined;
}

/** Offset of the quote that ends the string whose text starts at `at`; else the text's end. */
export function closingQuote(text: string, at: number): number {
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return quote;
    at = quote + 1;
  }
}

const COLON = /[ \t\n\r]*:[ \t\n\r]*/y;

/** Where the value begins if the string that ends at `end` is a key. */
function valueAfter(text: string, end: number): number | undefined {
  COLON.lastIndex = end + 1;
  return COLON.test(text) ? COLON.lastIndex : undefined;
}

function isKey(
  text: string,
  { at, end, key }: { at: number; end: number; key: string },
): boolean {
  if (end - at - 1 === key.length) return text.startsWith(key, at + 1);
  return text.slice(at, end).includes("\\") &&
    decodeString(text, { start: at + 1, end }) === key;
}
