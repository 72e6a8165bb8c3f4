import type { Span } from "../redact/finding.ts";
import type { ValueContext } from "./secret_value.ts";
import { hasStandIn, isReference } from "./stand_in.ts";

/** Longest phrase of words: 24 of up to 8 letters. */
const MOST_PHRASE = 240;

/** Twelve or more short words, as wallets give them to be written down. */
export function isPhrase(text: string, { start, end }: Span): boolean {
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
  return /=[ \t]{0,2}["'`]$/.test(text.slice(start - 4, start)) &&
    /^[a-z]{3,}(?: [a-z]{3,})+$/.test(value) && !hasStandIn(value);
}
