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

/** Writes a view character by character. */
export class ViewWriter {
  #text = "";
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** Adds what stands for `[start, end)` of the outer text. */
  add(characters: string, start: number, end: number): void {
    for (let i = 0; i < characters.length; i++) {
      this.#starts.push(start);
      this.#ends.push(end);
    }
    this.#text += characters;
  }

  /** Copies `[start, end)` of the outer text as it is. */
  copy(text: string, start: number, end: number): void {
    for (let i = start; i < end; i++) {
      this.#starts.push(i);
      this.#ends.push(i + 1);
    }
    this.#text += text.slice(start, end);
  }

  get length(): number {
    return this.#text.length;
  }

  finish(): View {
    const starts = this.#starts;
    const ends = this.#ends;
    return {
      text: this.#text,
      startOf: (index) => starts[index]!,
      endOf: (index) => ends[index - 1]!,
    };
  }
}
