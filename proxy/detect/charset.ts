/**
 * A set of characters: one flag per ASCII code, and at 128 one for all others.
 *
 * Ask with `has(set, code)`.
 */
export type Charset = Uint8Array;

/** Whether a UTF-16 code unit is in the set. */
export function has(set: Charset, code: number): boolean {
  return set[code < 128 ? code : 128] === 1;
}

/** A set from ranges in the notation of a class: `charset("A-Za-z0-9_-")`. */
export function charset(ranges: string): Charset {
  const set = new Uint8Array(129);
  for (let i = 0; i < ranges.length; i++) {
    const from = ranges.charCodeAt(i);
    const isRange = ranges[i + 1] === "-" && i + 2 < ranges.length;
    const to = isRange ? ranges.charCodeAt(i + 2) : from;
    for (let code = from; code <= to; code++) set[code] = 1;
    if (isRange) i += 2;
  }
  return set;
}

/** All characters that are in any of the sets. */
export function union(sets: readonly Charset[]): Charset {
  const all = new Uint8Array(129);
  for (const set of sets) {
    for (let i = 0; i < 129; i++) if (set[i] === 1) all[i] = 1;
  }
  return all;
}

/** Whether two sets share a character. */
export function overlap(a: Charset, b: Charset): boolean {
  return a.some((flag, i) => flag === 1 && b[i] === 1);
}

/** Everything outside the set. */
export function complement(set: Charset): Charset {
  return set.map((flag) => 1 - flag);
}

export const LETTER_OR_DIGIT: Charset = charset("A-Za-z0-9");
/** What `\w` is. */
export const WORD: Charset = charset("A-Za-z0-9_");
export const BLANK: Charset = charset(" \t");
/** All characters that are not ASCII. */
export const BEYOND_ASCII: Charset = new Uint8Array(129).fill(1, 128);
