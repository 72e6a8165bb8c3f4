import { createHash } from "node:crypto";
import type { Span } from "../redact/finding.ts";
import { BEYOND_ASCII, charset, has, union } from "./charset.ts";
import { RARE_SEED_WORDS, SEED_WORDS } from "./rules/seed_words.ts";
import type { Scene, Trigger } from "./scene.ts";

const NUMBER_OF: ReadonlyMap<string, number> = new Map(
  SEED_WORDS.map((word, index) => [word, index]),
);
/** Lengths that phrases have, the longest first. */
const LENGTHS = [24, 21, 18, 15, 12];
/** Words of a run that are looked at: more of them are no phrase. */
const MOST_RUN = 48;
/** Letters of a word that are looked for. */
const LOOKED_FOR = 5;
const BITS = 11;

/** Finds phrases of 12 to 24 words that a wallet can be made from. */
export function seedPhraseTriggers(): Trigger[] {
  let seen: Scene | undefined;
  let spanned = 0;
  const fire: Trigger["fire"] = (scene, start) => {
    if (seen === scene && start < spanned) return;
    if (!isOfList(scene, start)) return;
    const run = runAround(scene, start);
    if (run.length < LENGTHS.at(-1)!) return;
    seen = scene;
    spanned = run.at(-1)!.end;
    const phrase = phraseIn(scene.text, run);
    if (phrase === undefined) return;
    const type = "SEED_PHRASE";
    scene.candidates.push({ ...phrase, type, rule: "seed-phrase", weight: 4 });
  };
  const beginnings = RARE_SEED_WORDS.map((word) => word.slice(0, LOOKED_FOR));
  return [...new Set(beginnings)].map((literal) => ({ literal, fire }));
}

const LETTER = charset("A-Za-z");
const MOST_LETTERS = 8;

/** A first, quick look: whether a word of the list begins here, and has a neighbour. */
function isOfList(scene: Scene, start: number): boolean {
  const end = endOfWord(scene, start);
  return end > start &&
    (mayGoOn(scene, end) || wordBefore(scene, start) !== undefined);
}

/** The end of the word of the list that begins at a place; there if none does. */
function endOfWord({ text, bytes }: Scene, start: number): number {
  let end = start;
  while (end - start <= MOST_LETTERS && has(LETTER, bytes[end]!)) end++;
  return end - start <= MOST_LETTERS && isListed(text.slice(start, end))
    ? end
    : start;
}

function isListed(word: string): boolean {
  return NUMBER_OF.has(word.toLowerCase());
}

/** Whether a gap follows, and a word of the list or what may be more of the gap. */
function mayGoOn(scene: Scene, wordEnd: number): boolean {
  const { bytes } = scene;
  let next = wordEnd;
  while (next - wordEnd < MOST_GAPS && has(GAP, bytes[next]!)) next++;
  return has(IN_GAP, bytes[next]!) ||
    next > wordEnd && endOfWord(scene, next) > next;
}

/** Words of the list that follow each other, with the one at a place. */
function runAround(scene: Scene, at: number): readonly Span[] {
  const run = wordsFrom(scene.text, at);
  if (run.length === 0) return run;
  for (let start = at; run.length < MOST_RUN;) {
    const word = wordBefore(scene, start);
    if (word === undefined) break;
    run.unshift(word);
    start = word.start;
  }
  return run;
}

const WORD = /[A-Za-z]{3,8}(?![A-Za-z0-9_])/y;
/** Blanks, breaks, commas, quotation marks and numbers between the words. */
const BETWEEN =
  /(?:[\s,;"'`|]|\\[nrt]|\d{1,2}(?:[.):]|(?=[ \t]))){1,24}(?=[A-Za-z])/y;

function wordsFrom(text: string, at: number): Span[] {
  const run: Span[] = [];
  while (run.length < MOST_RUN) {
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0];
    if (word === undefined || !isListed(word)) break;
    run.push({ start: at, end: at + word.length });
    BETWEEN.lastIndex = at + word.length;
    const gap = BETWEEN.exec(text);
    if (gap === null) break;
    at = BETWEEN.lastIndex;
  }
  return run;
}

const GAP = union([charset(" \t\r\n\f\v,;\"'`|"), BEYOND_ASCII]);
const BACKSLASH = 92;
/** What stands for a break or a tab after a backslash. */
const ESCAPED = charset("nrt");
/** What else a gap may have: escapes and numbers. */
const IN_GAP = charset("\\0-9");
const DIGIT = charset("0-9");
const AFTER_NUMBER = charset(".):");
const IN_NAME = charset("0-9_\\");
const LEAST_LETTERS = 3;
const MOST_GAPS = 24;

/** The word before another one, if it is of the list too. */
function wordBefore({ text, bytes }: Scene, at: number): Span | undefined {
  const end = startOfGap(bytes, at);
  if (end === at) return undefined;
  let start = end;
  while (end - start <= MOST_LETTERS && has(LETTER, bytes[start - 1]!)) start--;
  const mark = bytes[start - 1]!;
  const isEscape = mark === BACKSLASH && has(ESCAPED, bytes[start]!);
  if (isEscape) start++;
  else if (has(IN_NAME, mark)) return undefined;
  const length = end - start;
  if (length < LEAST_LETTERS || length > MOST_LETTERS) return undefined;
  return isListed(text.slice(start, end)) ? { start, end } : undefined;
}

/** Where what separates words begins that ends at a place. */
function startOfGap(bytes: Uint8Array, at: number): number {
  for (let gaps = 0; gaps < MOST_GAPS; gaps++) {
    const last = bytes[at - 1]!;
    if (has(GAP, last)) at--;
    else if (has(ESCAPED, last) && bytes[at - 2] === BACKSLASH) at -= 2;
    else {
      const end = has(AFTER_NUMBER, last) ? at - 1 : at;
      if (!has(DIGIT, bytes[end - 1]!)) break;
      at = has(DIGIT, bytes[end - 2]!) ? end - 2 : end - 1;
    }
  }
  return at;
}

/** What a text calls such a phrase, shortly before it. */
const NAMED = /mnemonic|seed|recover|phrase|wallet|bip-?39|backup words/i;
const MOST_BEFORE = 80;

/** Words of the list that a sentence may have right before or after. */
const MOST_BESIDE = 2;

/** The phrase that a run is, or begins or ends with. */
function phraseIn(text: string, run: readonly Span[]): Span | undefined {
  for (const length of LENGTHS) {
    const more = run.length - length;
    if (more < 0 || more > MOST_BESIDE) continue;
    const first = run.slice(0, length);
    const last = run.slice(-length);
    for (const words of [first, last]) {
      if (isPhrase(text, words, run.length)) {
        return { start: words[0]!.start, end: words.at(-1)!.end };
      }
    }
  }
  return undefined;
}

/** Whether words make a wallet, or are said to. */
function isPhrase(
  text: string,
  words: readonly Span[],
  runLength: number,
): boolean {
  const from = words[0]!.start;
  const isSaid = runLength === words.length &&
    NAMED.test(text.slice(Math.max(0, from - MOST_BEFORE), from));
  return isSaid || hasChecksum(
    words.map(({ start, end }) =>
      NUMBER_OF.get(text.slice(start, end).toLowerCase())!
    ),
  );
}

/** Whether the last bits are those of the digest of the others. */
function hasChecksum(numbers: readonly number[]): boolean {
  if (new Set(numbers).size < numbers.length / 2) return false;
  const bits = numbers.map((number) => number.toString(2).padStart(BITS, "0"))
    .join("");
  const sumBits = numbers.length / 3;
  const bytes = bits.slice(0, -sumBits).match(/.{8}/g)!
    .map((byte) => Number.parseInt(byte, 2));
  const digest = createHash("sha256").update(Uint8Array.from(bytes)).digest();
  return digest[0]!.toString(2).padStart(8, "0").startsWith(
    bits.slice(-sumBits),
  );
}
