/** Share of bytes that must be printable. */
const PRINTABLE = 0.94;
/** Bytes that tell whether the rest is worth decoding. */
const HEAD = 12;

/** Whether the first bytes are printable; chance passes one in thousands. */
export function looksLikeText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, HEAD);
  return isWide(head) || head.every(isPrintable);
}

/**
 * Bytes as text if that is what they are: almost all printable, or UTF-16 with
 * Latin characters; `undefined` otherwise.
 */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length < 8) return undefined;
  const narrow = isWide(bytes) ? bytes.filter((_, i) => i % 2 === 0) : bytes;
  const printable = narrow.reduce(
    (count, byte) => count + (isPrintable(byte) || byte > 127 ? 1 : 0),
    0,
  );
  if (printable / narrow.length < PRINTABLE) return undefined;
  return new TextDecoder().decode(narrow);
}

/** A printable character of ASCII, or a break or tab. */
export function isPrintable(byte: number): boolean {
  return byte >= 32 && byte < 127 || byte === 10 || byte === 13 || byte === 9;
}

/** Every other byte of the first ones is zero: UTF-16, low byte first. */
function isWide(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, HEAD);
  return head.length >= 8 &&
    head.every((byte, i) => (byte === 0) === (i % 2 === 1));
}
