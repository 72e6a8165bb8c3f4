/**
 * A first, quick look at whether a word may be one of a few: at its first and
 * last character and its length. Most words are told by it to be none of them.
 */
export class WordLook {
  readonly #looks = new Uint8Array(1024);

  /** @param words any; those with characters beyond ASCII may always be. */
  constructor(words: Iterable<string>) {
    for (const word of words) {
      const last = word.length - 1;
      const look = lookOf(
        word.charCodeAt(0),
        word.charCodeAt(last),
        word.length,
      );
      this.#looks[look] = 1;
    }
  }

  /** Whether a word may be one of them in either case. */
  mayBe(first: number, last: number, length: number): boolean {
    return first > 127 || last > 127 ||
      this.#looks[lookOf(first, last, length)] === 1;
  }
}

/** A number out of a word's first and last character, in either case, and its length. */
function lookOf(first: number, last: number, length: number): number {
  return ((first | 32) * 37 + (last | 32) * 11 + length) & 1023;
}
