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
  #text = "";
  /** Where each piece begins in the view. */
  readonly #indices: number[] = [];
  /** Where it begins in the outer text. */
  readonly #starts: number[] = [];
  /** Where it ends there; -1 if its characters are one by one. */
  readonly #ends: number[] = [];

  /** Adds what stands for `[start, end)` of the outer text. */
  add(characters: string, start: number, end: number): void {
    if (characters === "") return;
    this.#push(start, end);
    this.#text += characters;
  }

  /** Copies `[start, end)` of the outer text as it is. */
  copy(text: string, start: number, end: number): void {
    if (end <= start) return;
    this.#push(start, -1);
    this.#text += text.slice(start, end);
  }

  get length(): number {
    return this.#text.length;
  }

  finish(): View {
    return {
      text: this.#text,
      startOf: (index) => {
        const piece = this.#pieceAt(index);
        return this.#ends[piece]! < 0
          ? this.#starts[piece]! + index - this.#indices[piece]!
          : this.#starts[piece]!;
      },
      endOf: (index) => {
        const piece = this.#pieceAt(index - 1);
        return this.#ends[piece]! < 0
          ? this.#starts[piece]! + index - this.#indices[piece]!
          : this.#ends[piece]!;
      },
    };
  }

  #push(start: number, end: number): void {
    this.#indices.push(this.#text.length);
    this.#starts.push(start);
    this.#ends.push(end);
  }

  /** The piece that a character is of. */
  #pieceAt(index: number): number {
    let low = 0;
    let high = this.#indices.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#indices[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
