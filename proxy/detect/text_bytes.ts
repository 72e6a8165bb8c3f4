const LEAST_SIZE = 65_536;
/** Bytes after the end of a text that are written too: `Laps` reads as many. */
const MARGIN = 16;
/** A character beyond ASCII of which no automaton knows. */
const OTHER = 128;
/** Characters that are written at once. */
const PART = 4096;
/** Of more than one byte in so many, UTF-8 is no short way. */
const ONE_IN = 16;
/** Shorter texts are read faster character by character. */
const WORTH_IT = 64;

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
    for (let at = 0; at < text.length; at += PART) {
      const end = Math.min(text.length, at + PART);
      if (end - at < WORTH_IT) this.#write(text, at, end);
      else this.#encode(text, at, end);
    }
    this.#bytes.fill(OTHER, text.length, text.length + MARGIN);
    return this.#bytes;
  }

  /** Writes a part in UTF-8, and of that each character as one byte. */
  #encode(text: string, from: number, to: number): void {
    const length = to - from;
    const part = length === text.length ? text : text.slice(from, to);
    const room = from === 0 ? this.#bytes : this.#bytes.subarray(from);
    const { read, written } = encoder.encodeInto(part, room);
    if (written === length && read === length) return;
    const isShort = read === length && written - length < length / ONE_IN;
    if (isShort) this.#decode(from, from + written);
    else this.#write(text, from, to);
  }

  /** Makes one byte of each character that stands in UTF-8, in the same place. */
  #decode(from: number, end: number): void {
    const bytes = this.#bytes;
    let to = from;
    while (from < end) {
      let plain = from;
      while (plain < end && bytes[plain]! < 128) plain++;
      bytes.copyWithin(to, from, plain);
      to += plain - from;
      from = plain;
      if (from === end) break;
      const size = sizeOf(bytes[from]!);
      bytes[to++] = OTHER | this.#columns[codeAt(bytes, from, size)]!;
      // A character of two code units, of which no automaton knows.
      if (size === 4) bytes[to++] = OTHER;
      from += size;
    }
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

/** Bytes of a character beyond ASCII in UTF-8, by the first of them. */
function sizeOf(first: number): number {
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** The code unit that a character is in UTF-8; 0 if it is two. */
function codeAt(utf8: Uint8Array, at: number, size: number): number {
  const last = utf8[at + size - 1]! & 63;
  switch (size) {
    case 2:
      return (utf8[at]! & 31) << 6 | last;
    case 3:
      return (utf8[at]! & 15) << 12 | (utf8[at + 1]! & 63) << 6 | last;
  }
  return 0;
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
