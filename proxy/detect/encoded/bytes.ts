/** Share of bytes that must be printable. */
const PRINTABLE = 0.94;
/** Bytes that tell whether the rest is worth decoding. */
const HEAD = 12;

const decoder = new TextDecoder();

/** Whether the first bytes are printable; chance passes one in thousands. */
export function looksLikeText(bytes: Uint8Array): boolean {
  return isWide(bytes) || isPrintableUntil(bytes, HEAD);
}

/**
 * Bytes as text if that is what they are: almost all printable, or UTF-16 with
 * Latin characters; `undefined` otherwise.
 */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length < 8) return undefined;
  const narrow = isWide(bytes) ? bytes.filter((_, i) => i % 2 === 0) : bytes;
  let printable = 0;
  for (let i = 0; i < narrow.length; i++) {
    if (isPrintable(narrow[i]!) || narrow[i]! > 127) printable++;
  }
  if (printable / narrow.length < PRINTABLE) return undefined;
  return decoder.decode(narrow);
}

/** A printable character of ASCII, or a break or tab. */
export function isPrintable(byte: number): boolean {
  return byte >= 32 && byte < 127 || byte === 10 || byte === 13 || byte === 9;
}

function isPrintableUntil(bytes: Uint8Array, most: number): boolean {
  const end = Math.min(bytes.length, most);
  for (let i = 0; i < end; i++) if (!isPrintable(bytes[i]!)) return false;
  return true;
}

/** Every other byte of the first ones is zero: UTF-16, low byte first. */
function isWide(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length, HEAD);
  if (end < 8) return false;
  for (let i = 0; i < end; i++) {
    if ((bytes[i] === 0) !== (i % 2 === 1)) return false;
  }
  return true;
}
