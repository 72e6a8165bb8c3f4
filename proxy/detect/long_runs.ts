import { type Charset, charset } from "./charset.ts";
import type { Span } from "../redact/finding.ts";
import { WORD_BYTES, wordsOf } from "./machine_words.ts";
import { LEAST_PHRASE } from "./worded_value.ts";

/** What a long run is of: characters of base64 and of its padding. */
export const IN_LONG_RUN: Charset = charset("A-Za-z0-9+/_=-");
/** Shortest long run: less is no key which only its looks give away. */
export const LEAST_LONG = 20;

const BASE64 = 1;
const TOKEN = 2;
const DIGIT = 4;
/** Small letters and blanks; any character beyond ASCII may be a blank. */
const PHRASE = 8;
const SMALL = 16;
const CAPITAL = 32;
/** Of a token, but of no number in hexadecimal. */
const NOT_HEX = 64;

const DOT = 46;

/** What each byte is, of the above. */
const KINDS = new Uint8Array(256);
mark("A-Za-z0-9+/_-", BASE64);
IN_LONG_RUN.forEach((flag, code) => KINDS[code]! |= flag * TOKEN);
mark("0-9", DIGIT);
mark("a-z \t\r\n\f\v", PHRASE);
mark("a-z", SMALL);
mark("A-Z", CAPITAL);
mark("G-Zg-z+/_=-", NOT_HEX);
KINDS.fill(PHRASE, 128);
/** What both bytes of a pair are. */
const PAIRS = new Uint8Array(65_536);
PAIRS.forEach((_, pair) => {
  PAIRS[pair] = KINDS[pair & 255]! & KINDS[pair >> 8]!;
});

function mark(characters: string, kind: number): void {
  charset(characters).forEach((flag, code) => KINDS[code]! |= flag * kind);
}

/** Shortest run that can hold an encoded secret: 18 characters in base64. */
const LEAST_BASE64 = 24;
/** Shortest run that can be a key if its letters are all small, or all capitals. */
const LEAST_OF_ONE_CASE = 24;
const WORDS_OF_PHRASE = 12;
const LEAST_WORD = 3;
const MOST_WORD = 8;

/** Spans in order: where one begins, where it ends, where the next begins. */
type Bounds = readonly number[];

/** The long runs of one text. */
export class LongRuns {
  readonly #bytes: Uint8Array;
  readonly #length: number;
  /** At least 24 characters of base64 or base64url, in order. */
  readonly base64: Span[] = [];
  /** All long runs, and those of them that may be a key. */
  readonly #all: Bounds;
  readonly #keys: number[] = [];
  /** Looked for when first asked for. */
  #phrases: Bounds | undefined;

  /** @param bytes those of a text of that length. */
  constructor(bytes: Uint8Array, length: number) {
    this.#bytes = bytes;
    this.#length = length;
    this.#all = runsOf(bytes, length, { kind: TOKEN, least: LEAST_LONG });
    for (let i = 0; i < this.#all.length; i += 2) {
      this.#take(this.#all[i]!, this.#all[i + 1]!);
    }
  }

  /** Whether any of them is in a stretch, or begins right after it. */
  isAnyIn(from: number, to: number): boolean {
    return touchesAny(this.#all, from, to + 1);
  }

  /** Whether a key that only its looks give away may be in a stretch. */
  mayHoldKey(from: number, to: number): boolean {
    return touchesAny(this.#keys, from, to);
  }

  /** Whether a phrase of twelve words may be in a stretch. */
  mayHoldPhrase(from: number, to: number): boolean {
    this.#phrases ??= phrasesIn(this.#bytes, this.#length);
    return touchesAny(this.#phrases, from, to);
  }

  /** Takes note of what a run is, and of what is in it between `=`. */
  #take(from: number, end: number): void {
    let kinds = 0;
    let start = from;
    for (let i = start; i < end; i++) {
      const kind = KINDS[this.#bytes[i]!]!;
      kinds |= kind;
      if ((kind & BASE64) !== 0) continue;
      if (i - start >= LEAST_BASE64) this.base64.push({ start, end: i });
      start = i + 1;
    }
    if (end - start >= LEAST_BASE64) this.base64.push({ start, end });
    if (this.#mayBeKey(kinds, from, end)) this.#keys.push(from, end);
  }

  /** Whether a run has a digit, and of letters what a key has. */
  #mayBeKey(kinds: number, start: number, end: number): boolean {
    if ((kinds & DIGIT) === 0) return false;
    // What stands before a dot may be the mark of a key in hexadecimal.
    const isNumber = (kinds & NOT_HEX) === 0 && this.#bytes[start - 1] !== DOT;
    const isMixed = (kinds & SMALL) !== 0 && (kinds & CAPITAL) !== 0;
    return !isNumber && (isMixed || end - start >= LEAST_OF_ONE_CASE);
  }
}

/** All stretches of at least twelve words such as a phrase is of. */
function phrasesIn(bytes: Uint8Array, length: number): Bounds {
  const runs = runsOf(bytes, length, { kind: PHRASE, least: LEAST_PHRASE });
  const phrases: number[] = [];
  for (let i = 0; i < runs.length; i += 2) {
    addPhrases(phrases, bytes, { start: runs[i]!, end: runs[i + 1]! });
  }
  return phrases;
}

/** Adds the stretches of a run in which all words are of three to eight letters. */
function addPhrases(
  phrases: number[],
  bytes: Uint8Array,
  { start, end }: Span,
): void {
  let first = start;
  let words = 0;
  for (let at = start; at < end;) {
    while (at < end && (KINDS[bytes[at]!]! & SMALL) === 0) at++;
    const word = at;
    while (at < end && (KINDS[bytes[at]!]! & SMALL) !== 0) at++;
    const isShort = at - word >= LEAST_WORD && at - word <= MOST_WORD;
    if (isShort && words++ === 0) first = word;
    if (isShort && at < end) continue;
    const last = isShort ? at : word;
    if (words >= WORDS_OF_PHRASE) phrases.push(first, last);
    words = 0;
  }
}

/** Of so many words two are looked at: both are filled by twenty characters in a row. */
const STRIDE = 3;

/**
 * All runs of at least so many characters of a kind, which are twenty or more.
 *
 * Most pairs of words that are looked at are not filled.
 */
function runsOf(
  bytes: Uint8Array,
  length: number,
  { kind, least }: { readonly kind: number; readonly least: number },
): Bounds {
  const runs: number[] = [];
  const words = wordsOf(bytes);
  const last = Math.floor(length / WORD_BYTES) - 2;
  for (let at = 0; at <= last; at += STRIDE) {
    const kinds = kindsOf(words[at]!) & kindsOf(words[at + 1]!);
    if ((kinds & kind) === 0) continue;
    let start = WORD_BYTES * at;
    while (start > 0 && (KINDS[bytes[start - 1]!]! & kind) !== 0) start--;
    let end = WORD_BYTES * (at + 2);
    while (end < length && (KINDS[bytes[end]!]! & kind) !== 0) end++;
    if (end - start >= least) runs.push(start, end);
    // The next ones that are looked at are behind the end, or hold it.
    at = Math.trunc(end / WORD_BYTES / STRIDE) * STRIDE;
  }
  return runs;
}

/** What all bytes of a word are. */
function kindsOf(word: number): number {
  return PAIRS[word & 65_535]! & PAIRS[word >>> 16]!;
}

/** Whether one of the spans reaches into a stretch. */
function touchesAny(spans: Bounds, from: number, to: number): boolean {
  let low = 0;
  let high = spans.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[2 * middle + 1]! <= from) low = middle + 1;
    else high = middle;
  }
  return 2 * low < spans.length && spans[2 * low]! < to;
}
