import { SURPRISE } from "./surprise.ts";

const SYMBOLS = 28;
const DIGIT = 26;
const OTHER = 27;
const SCALE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const symbolOf = new Uint8Array(128).fill(OTHER);
for (let i = 0; i < 26; i++) symbolOf[97 + i] = symbolOf[65 + i] = i;
for (let code = 48; code < 58; code++) symbolOf[code] = DIGIT;

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
    const symbol = symbolAt(text, i);
    total += surprise[before * SYMBOLS + symbol]!;
    before = symbol;
  }
  total += surprise[before * SYMBOLS + OTHER]!;
  return total / (end - start + 1);
}

function symbolAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? symbolOf[code]! : OTHER;
}
