/** A stretch of a text with one layer of encoding taken off. */
export interface View {
  readonly text: string;
  /** Where in the outer text the character at an index of `text` begins. */
  readonly startOf: (index: number) => number;
  /** Where in the outer text the character before an index of `text` ends. */
  readonly endOf: (index: number) => number;
}

/** A view all of whose findings are the whole of an outer span. */
export function wholeView(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): View {
  return { text, startOf: () => start, endOf: () => end };
}

/**
 * Writes a view piece by piece.
 *
 * A piece is some characters of the view: they stand for as many of the outer
 * text, one by one, or all together for a stretch of it.
 */
export class ViewWriter {
  readonly #texts: string[] = [];
  #length = 0;
  /**
   * Of each piece, one after the other: where it begins in the view, where it
   * begins in the outer text, and where it ends there; -1 if its characters are
   * one by one.
   */
  #pieces = new Int32Array(FEW * NUMBERS);
  #count = 0;

  /** Adds what stands for `[start, end)` of the outer text. */
  add(characters: string, start: number, end: number): void {
    if (characters !== "") this.#push(characters, start, end);
  }

  /** Copies `[start, end)` of the outer text as it is. */
  copy(text: string, start: number, end: number): void {
    if (end > start) this.#push(text.slice(start, end), start, -1);
  }

  get length(): number {
    return this.#length;
  }

  finish(): View {
    return {
      text: this.#texts.join(""),
      startOf: (index) => this.#outer(index, this.#pieceAt(index), START),
      endOf: (index) => this.#outer(index, this.#pieceAt(index - 1), END),
    };
  }

  /** The outer place of an index: within a piece, or on one side of it. */
  #outer(index: number, piece: number, side: number): number {
    const pieces = this.#pieces;
    return pieces[piece + END]! < 0
      ? pieces[piece + START]! + index - pieces[piece]!
      : pieces[piece + side]!;
  }

  #push(characters: string, start: number, end: number): void {
    const at = NUMBERS * this.#count++;
    if (at === this.#pieces.length) {
      const more = new Int32Array(4 * at);
      more.set(this.#pieces);
      this.#pieces = more;
    }
    this.#pieces[at] = this.#length;
    this.#pieces[at + START] = start;
    this.#pieces[at + END] = end;
    this.#texts.push(characters);
    this.#length += characters.length;
  }

  /** Index of the first number of the piece that a character is of. */
  #pieceAt(index: number): number {
    let low = 0;
    let high = this.#count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#pieces[NUMBERS * middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return NUMBERS * low;
  }
}

/** Pieces that there is room for at first. */
const FEW = 16;
/** Numbers that tell of one piece. */
const NUMBERS = 3;
/** Which of them say where it begins and ends in the outer text. */
const START = 1;
const END = 2;
