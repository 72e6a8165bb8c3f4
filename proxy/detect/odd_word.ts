import { oddity } from "./oddity.ts";
import { isFiller } from "./plausible.ts";

/** Shortest word of letters that may be told from those of a language. */
const LEAST = 8;
/** Of a hundred words in programs not one is so odd; of drawn ones, 85 are. */
const ODD = 5.3;

/** Words joined by capitals, as names of programs are. */
const JOINED = /^[A-Z]?[a-z]+(?:[A-Z][a-z]+)+$/;

/** Whether a stretch of nothing but letters is drawn by lot and no word. */
export function isOddWord(text: string, start: number, end: number): boolean {
  if (end - start < LEAST) return false;
  const word = text.slice(start, end);
  return /^[A-Za-z]+$/.test(word) && !JOINED.test(word) &&
    new Set(word.toLowerCase()).size > 5 &&
    oddity(text, start, end) >= ODD && !isFiller(text, start, end);
}
