/** A value of a JSON text and where it stands there. */
export type Placed =
  & { readonly start: number; readonly end: number }
  & (
    | { readonly kind: "object"; readonly members: readonly Member[] }
    | { readonly kind: "array"; readonly items: readonly Placed[] }
    | { readonly kind: "scalar"; readonly value: unknown }
  );

/** A member of an object; `start` is where its key begins. */
export interface Member {
  readonly start: number;
  readonly key: string;
  readonly value: Placed;
}

/**
 * Where everything stands in a JSON text, so that a part of it can be changed
 * and the rest stays as somebody wrote it.
 *
 * @throws {SyntaxError} It is no JSON.
 */
export function jsonPlaces(text: string): Placed {
  JSON.parse(text);
  return new Reader(text).value();
}

/** Reads a text that is known to be JSON. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): Placed {
    this.#skip(/[\s]*/y);
    const start = this.#at;
    if (this.#takes("{")) {
      const members = this.#list("}", () => this.#member());
      return { kind: "object", members, start, end: this.#at };
    }
    if (this.#takes("[")) {
      const items = this.#list("]", () => this.value());
      return { kind: "array", items, start, end: this.#at };
    }
    const word = this.#skip(/"(?:[^"\\]|\\.)*"|[^\s,\]}]+/y);
    return { kind: "scalar", value: JSON.parse(word), start, end: this.#at };
  }

  #member(): Member {
    const start = this.#at;
    const key = JSON.parse(this.#skip(/"(?:[^"\\]|\\.)*"/y));
    this.#skip(/\s*:/y);
    return { start, key, value: this.value() };
  }

  #list<T>(close: string, read: () => T): readonly T[] {
    const all: T[] = [];
    while (true) {
      this.#skip(/[\s,]*/y);
      if (this.#takes(close)) return all;
      all.push(read());
    }
  }

  #takes(character: string): boolean {
    const found = this.#text[this.#at] === character;
    if (found) this.#at += 1;
    return found;
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text)!;
    this.#at += found.length;
    return found;
  }
}
