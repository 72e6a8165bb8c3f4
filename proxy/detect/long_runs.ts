import { charset } from "./charset.ts";
import type { Span } from "../redact/finding.ts";

const BASE64 = 1;
/** A character of base64, of its padding, or a dot. */
const TOKEN = 2;
const DIGIT = 4;
/** Small letters and blanks; any character beyond ASCII may be a blank. */
const PHRASE = 8;

/** What each byte is, of the above. */
const KINDS = new Uint8Array(256);
mark("A-Za-z0-9+/_-", BASE64);
mark("A-Za-z0-9+/_=.-", TOKEN);
mark("0-9", DIGIT);
mark("a-z \t\r\n\f\v", PHRASE);
KINDS.fill(PHRASE, 128);

function mark(characters: string, kind: number): void {
  charset(characters).forEach((flag, code) => KINDS[code]! |= flag * kind);
}

/** Shortest run that can hold an encoded secret: 18 characters in base64. */
const LEAST_BASE64 = 24;
/** Shortest run that can be a key which only its looks give away. */
const LEAST_KEY = 20;
/** Shortest phrase of a wallet: twelve words of three letters. */
const LEAST_PHRASE = 47;

/** The long runs of one text. */
export class LongRuns {
  readonly #bytes: Uint8Array;
  readonly #length: number;
  /** At least 24 characters of base64 or base64url, in order. */
  readonly base64: Span[] = [];
  /** At least 20 such characters, dots among them, one of them a digit. */
  readonly #keys: Span[] = [];
  /** Looked for when first asked for. */
  #phrases: readonly Span[] | undefined;

  /** @param bytes those of a text of that length. */
  constructor(bytes: Uint8Array, length: number) {
    this.#bytes = bytes;
    this.#length = length;
    const shape = { kind: TOKEN, least: LEAST_KEY };
    for (const run of runsOf(bytes, length, shape)) this.#take(run);
  }

  /** Whether a key that only its looks give away may be in a stretch. */
  mayHoldKey(from: number, to: number): boolean {
    return touchesAny(this.#keys, from, to);
  }

  /** Whether a phrase of twelve words may be in a stretch. */
  mayHoldPhrase(from: number, to: number): boolean {
    const shape = { kind: PHRASE, least: LEAST_PHRASE };
    this.#phrases ??= runsOf(this.#bytes, this.#length, shape);
    return touchesAny(this.#phrases, from, to);
  }

  /** Takes note of what a run is, and of what is in it between dots. */
  #take(run: Span): void {
    let kinds = 0;
    let start = run.start;
    for (let i = start; i < run.end; i++) {
      const kind = KINDS[this.#bytes[i]!]!;
      kinds |= kind;
      if ((kind & BASE64) !== 0) continue;
      if (i - start >= LEAST_BASE64) this.base64.push({ start, end: i });
      start = i + 1;
    }
    const { end } = run;
    if (end - start >= LEAST_BASE64) this.base64.push({ start, end });
    if ((kinds & DIGIT) !== 0) this.#keys.push(run);
  }
}

/**
 * All runs of at least so many characters of a kind.
 *
 * Looks where the last of so many would be, and goes back from there: what is
 * wrong soon leaves most characters unread, and none is read twice.
 */
function runsOf(
  bytes: Uint8Array,
  length: number,
  { kind, least }: { readonly kind: number; readonly least: number },
): Span[] {
  const runs: Span[] = [];
  let start = 0;
  let read = 0;
  while (start + least <= length) {
    let end = start + least;
    let at = end - 1;
    while (at >= read && (KINDS[bytes[at]!]! & kind) !== 0) at--;
    if (at >= read) {
      read = end;
      start = at + 1;
      continue;
    }
    while (end < length && (KINDS[bytes[end]!]! & kind) !== 0) end++;
    runs.push({ start, end });
    start = read = end + 1;
  }
  return runs;
}

/** Whether one of the spans, which are in order, reaches into a stretch. */
function touchesAny(spans: readonly Span[], from: number, to: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end <= from) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low]!.start < to;
}
