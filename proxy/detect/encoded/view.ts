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

/** What the characters of a view from an index on stand for. */
interface Piece {
  readonly index: number;
  /** Where in the outer text it begins. */
  readonly start: number;
  /** Where it ends, if all its characters stand for the same; else one by one. */
  readonly end?: number;
}

/** Writes a view piece by piece. */
export class ViewWriter {
  #text = "";
  readonly #pieces: Piece[] = [];

  /** Adds what stands for `[start, end)` of the outer text. */
  add(characters: string, start: number, end: number): void {
    if (characters === "") return;
    this.#pieces.push({ index: this.#text.length, start, end });
    this.#text += characters;
  }

  /** Copies `[start, end)` of the outer text as it is. */
  copy(text: string, start: number, end: number): void {
    if (end <= start) return;
    this.#pieces.push({ index: this.#text.length, start });
    this.#text += text.slice(start, end);
  }

  get length(): number {
    return this.#text.length;
  }

  finish(): View {
    const pieces = this.#pieces;
    return {
      text: this.#text,
      startOf: (index) => {
        const piece = pieceAt(pieces, index);
        return piece.end === undefined
          ? piece.start + index - piece.index
          : piece.start;
      },
      endOf: (index) => {
        const piece = pieceAt(pieces, index - 1);
        return piece.end ?? piece.start + index - piece.index;
      },
    };
  }
}

/** The piece that a character is of. */
function pieceAt(pieces: readonly Piece[], index: number): Piece {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.index <= index) low = middle;
    else high = middle - 1;
  }
  return pieces[low]!;
}
