/** Bytes of a machine word, which are read at once. */
export const WORD_BYTES = 4;

let lastBytes: Uint8Array | undefined;
let lastWords: Int32Array = new Int32Array();

/**
 * The same bytes four at a time, the first of them lowest, as all machines have
 * them that Deno runs on. What is no whole word at the end is left out.
 *
 * @param bytes nearly always those that were asked for last.
 */
export function wordsOf(bytes: Uint8Array): Int32Array {
  if (bytes !== lastBytes) {
    const { buffer, byteOffset, length } = bytes;
    lastBytes = bytes;
    lastWords = new Int32Array(
      buffer,
      byteOffset,
      Math.floor(length / WORD_BYTES),
    );
  }
  return lastWords;
}
