/**
 * The text of a file, or `undefined` when it is not one.
 *
 * UTF-8 with or without a mark, and UTF-16 with one. Bad sequences become
 * U+FFFD: a secret beside them is still to be found. A NUL among the first
 * 8 KiB of anything else means binary, as git has it.
 */
export function readableText(bytes: Uint8Array): string | undefined {
  const encoding = encodingOf(bytes);
  return encoding && new TextDecoder(encoding).decode(bytes);
}

function encodingOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return bytes.subarray(0, 8192).includes(0) ? undefined : "utf-8";
}
