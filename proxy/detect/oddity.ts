import { SURPRISE } from "./surprise.ts";

const SYMBOLS = 28;
const DIGIT = 26;
const OTHER = 27;
const SCALE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const symbols = new Uint8Array(128).fill(OTHER);
for (let i = 0; i < 26; i++) symbols[97 + i] = symbols[65 + i] = i;
for (let code = 48; code < 58; code++) symbols[code] = DIGIT;

const surprise = new Float64Array(SYMBOLS * SYMBOLS);
SURPRISE.forEach((row, before) => {
  for (let i = 0; i < SYMBOLS; i++) {
    surprise[before * SYMBOLS + i] = SCALE.indexOf(row.charAt(i)) / 4;
  }
});

/**
 * Bits of surprise per character of a stretch of text: words and identifiers
 * have about 3.9 and hardly ever over 4.9, random letters and digits about 6.2.
 *
 * Says nothing about hexadecimal, which looks like neither.
 */
export function oddity(text: string, start: number, end: number): number {
  let before = OTHER;
  let total = 0;
  for (let i = start; i < end; i++) {
    const symbol = symbolOf(text.charCodeAt(i));
    total += surprise[before * SYMBOLS + symbol]!;
    before = symbol;
  }
  total += surprise[before * SYMBOLS + OTHER]!;
  return total / (end - start + 1);
}

/** Bits of surprise in a character after another; both are UTF-16 code units. */
export function surpriseAfter(before: number, code: number): number {
  return surprise[symbolOf(before) * SYMBOLS + symbolOf(code)]!;
}

function symbolOf(code: number): number {
  return code < 128 ? symbols[code]! : OTHER;
}
