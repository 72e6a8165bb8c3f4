import type { Span } from "../redact/finding.ts";
import type { ValueContext } from "./secret_value.ts";
import { hasStandIn, isReference } from "./stand_in.ts";

/** Shortest phrase: twelve words of three letters. */
export const LEAST_PHRASE = 47;
/** Longest phrase of words: 24 of up to 8 letters. */
const MOST_PHRASE = 240;

/** Twelve or more short words, as wallets give them to be written down. */
export function isPhrase(text: string, { start, end }: Span): boolean {
  if (end - start < LEAST_PHRASE) return false;
  const value = text.slice(start, Math.min(end, start + MOST_PHRASE));
  const words = value.trim().split(/\s+/);
  return words.length >= 12 && words.length <= 25 &&
    words.every((word) => /^[a-z]{3,8}$/.test(word)) &&
    new Set(words).size > words.length - 3 &&
    !words.some((word) => STOP_WORDS.has(word));
}

const STOP_WORDS = new Set(
  "the and for are was with that this from have has not but can will you your"
    .split(" "),
);

/** Longest password of several words. */
const MOST_WORDED = 48;

/** Words without which hardly a sentence gets along. */
const FUNCTION_WORDS = new Set(
  ("a an any are as at be by can do does each every for from get has have if " +
    "in into is it its no not of on once only or out over per same so than " +
    "them they to too use used uses using very was we were what when where " +
    "which who why with without would yes yet").split(" ").concat(
      ...STOP_WORDS,
    ),
);

/** Words of lower-case letters; a year or a number may stand among them. */
function isOfWords(value: string): boolean {
  return /^[a-z]{3,}(?: [a-z]{3,})+$/.test(value) ||
    /^(?=.*[a-z] )[A-Za-z]{2,}(?: [A-Za-z]{2,}| \d{1,4}){2,}$/.test(value) &&
      /\d/.test(value);
}

/** A few words, as people choose them, and no sentence about a password. */
export function isWorded(
  text: string,
  { start, end }: Span,
  { strength, isQuoted, isDoubtful, link }: ValueContext,
): boolean {
  const isLiteral = strength === 3 && isQuoted && !isDoubtful &&
    link === "assign" && end - start <= MOST_WORDED;
  if (!isLiteral) return false;
  const value = text.slice(start, end);
  if (!/^\S{1,16}(?: \S{1,16}){1,4}$/.test(value) || isReference(value)) {
    return false;
  }
  if (/[A-Za-z][\d@#$%^&*!]+[A-Za-z]/.test(value)) return true;
  if (!isOfWords(value) || hasStandIn(value)) return false;
  if (/=[ \t]{0,2}["'`]$/.test(text.slice(start - 4, start))) return true;
  const words = value.split(" ");
  return words.length >= 4 && !words.some((word) => FUNCTION_WORDS.has(word));
}
