import { Buffer, isAscii } from "node:buffer";

const STRICT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const ENCODER = new TextEncoder();

/** The text of the bytes, byte order mark and all; `undefined` if they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  // Most are ASCII: a tenth of the time, for ten megabytes 2 ms instead of 20.
  if (isAscii(bytes)) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      .toString("latin1");
  }
  try {
    return STRICT.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text as UTF-8. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return ENCODER.encode(text);
}
