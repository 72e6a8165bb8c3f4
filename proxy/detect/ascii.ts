const LEAST_SIZE = 65_536;

/**
 * Reads texts as bytes, which is faster than asking for their characters.
 *
 * One buffer serves all texts, so bytes are good until the next text only.
 */
export class AsciiReader {
  #bytes = new Uint8Array(LEAST_SIZE);
  readonly #encoder = new TextEncoder();

  /** The bytes of a text of ASCII characters; `undefined` of any other. */
  read(text: string): Uint8Array | undefined {
    if (text.length < WORTH_IT) return undefined;
    if (text.length > this.#bytes.length) {
      this.#bytes = new Uint8Array(2 * text.length);
    }
    const { written } = this.#encoder.encodeInto(text, this.#bytes);
    return written === text.length && isAscii(text, this.#bytes, written)
      ? this.#bytes.subarray(0, written)
      : undefined;
  }
}

/** Shorter texts are read faster character by character. */
const WORTH_IT = 256;

/** As many bytes as characters may also be a text that did not fit. */
function isAscii(text: string, bytes: Uint8Array, length: number): boolean {
  return bytes[length - 1] === text.charCodeAt(length - 1);
}
