const LEAST_SIZE = 65_536;
/** Bytes after the end of a text that are written too. */
const MARGIN = 16;
/** A character beyond ASCII of which no automaton knows. */
const OTHER = 128;
/** Characters that are written at once. */
const PART = 16_384;
/** Shorter texts are read faster character by character. */
const WORTH_IT = 32;

const encoder = new TextEncoder();

/**
 * Texts as bytes, one for each character, which are faster to look at.
 *
 * ASCII stands for itself; any other character is 128 and its column in an
 * automaton, of which there are at most 64. One buffer serves all texts, so
 * bytes are good until the next text only.
 */
export class TextBytes {
  readonly #columns: Uint8Array;
  #bytes = new Uint8Array(LEAST_SIZE);

  /** @param columns the column of each UTF-16 code unit. */
  constructor(columns: Uint8Array) {
    this.#columns = columns;
  }

  /** The bytes of a text, then a few that are of no character. */
  read(text: string): Uint8Array {
    if (text.length + MARGIN > this.#bytes.length) {
      this.#bytes = new Uint8Array(2 * text.length);
    }
    let isPlain = text.length >= WORTH_IT;
    for (let at = 0; at < text.length; at += PART) {
      const end = Math.min(text.length, at + PART);
      const plain = isPlain ? this.#encode(text, at, end) : at;
      isPlain = plain === end;
      this.#write(text, plain, end);
    }
    this.#bytes.fill(OTHER, text.length, text.length + MARGIN);
    return this.#bytes;
  }

  /** Writes all up to the first character beyond ASCII; returns where that is. */
  #encode(text: string, from: number, to: number): number {
    const part = to - from === text.length ? text : text.slice(from, to);
    const room = from === 0 ? this.#bytes : this.#bytes.subarray(from);
    const { read, written } = encoder.encodeInto(part, room);
    if (written === to - from && read === written) return to;
    let at = from;
    while (this.#bytes[at]! < 128) at++;
    return at;
  }

  #write(text: string, from: number, to: number): void {
    const bytes = this.#bytes;
    const columns = this.#columns;
    for (let i = from; i < to; i++) {
      const code = text.charCodeAt(i);
      bytes[i] = code < 128 ? code : OTHER | columns[code]!;
    }
  }
}

/** A short text as bytes in which all characters beyond ASCII are the same. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  const { read, written } = encoder.encodeInto(text, bytes);
  if (read === text.length && written === read) return bytes;
  for (let i = 0; i < text.length; i++) {
    bytes[i] = Math.min(text.charCodeAt(i), OTHER);
  }
  return bytes;
}
