import { endsEscape } from "./boundary.ts";
import { charset, has } from "./charset.ts";
import type { Source } from "./value.ts";

/** A place where a value may begin, and how far it may go on. */
export interface Place {
  readonly at: number;
  readonly length: number;
}

/** Shortest token of any rule with words. */
const LEAST_TOKEN = 4;
/** A longer one may be as long as it likes. */
const MOST_MEASURED = 80;
/** Longest escape that may end before a value. */
const MOST_ESCAPE = 18;
const BRACKET = 91;

/** Characters that a value never directly follows. */
const INSIDE = charset("A-Za-z0-9_./+@#%-");
/** Every escape has one of these. */
const ESCAPE_MARKS = charset("\\\\%=[");
const IN_VALUE = charset("!#-;=?-~");

/** Where values may begin in a text; asked for again and again nearby. */
export class Places {
  readonly #source: Source;
  #from = 0;
  #limit = 0;
  #places: readonly Place[] = [];

  constructor(source: Source) {
    this.#source = source;
  }

  /** The places of a stretch: not inside of words, paths and addresses. */
  between(from: number, limit: number): readonly Place[] {
    if (from !== this.#from || limit !== this.#limit) {
      this.#from = from;
      this.#limit = limit;
      this.#places = placesIn(this.#source, from, limit);
    }
    return this.#places;
  }
}

function placesIn(
  { text, bytes }: Source,
  from: number,
  limit: number,
): readonly Place[] {
  const places: Place[] = [];
  const stop = Math.min(limit, text.length);
  let mark = lastMark(bytes, from);
  for (let at = from; at < stop; at++) {
    const before = bytes[at - 1]!;
    if (has(ESCAPE_MARKS, before)) mark = at - 1;
    if (bytes[at]! <= 32) continue;
    if (has(INSIDE, before)) {
      if (at - mark > MOST_ESCAPE || !endsEscape(text, at)) continue;
    }
    const length = lengthAt(bytes, at, text.length);
    if (bytes[at] === BRACKET || length >= LEAST_TOKEN) {
      places.push({ at, length });
    }
  }
  return places;
}

/** The last mark of an escape that may end at a place or after it. */
function lastMark(bytes: Uint8Array, at: number): number {
  const least = Math.max(0, at - MOST_ESCAPE - 1);
  let mark = at - 1;
  while (mark >= least && !has(ESCAPE_MARKS, bytes[mark]!)) mark--;
  return mark < least ? -MOST_ESCAPE : mark;
}

/** How far a value goes on, or that it is long. */
function lengthAt(bytes: Uint8Array, at: number, length: number): number {
  const limit = Math.min(length, at + MOST_MEASURED);
  let end = at;
  while (end < limit && has(IN_VALUE, bytes[end]!)) end++;
  return end < limit ? end - at : Infinity;
}
