import { Buffer } from "node:buffer";

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes, and the way in which their base64 is written. */
export interface Base64 {
  readonly bytes: Bytes;
  /** The base64 of other bytes: same alphabet, padding and lines. */
  readonly write: (bytes: Bytes) => string;
}

/**
 * Reads base64 or base64url (RFC 4648 §4, §5), also broken into lines.
 *
 * Strict: `undefined` unless writing the bytes again gives the very same text,
 * so that nobody can read anything else in it.
 */
export function readBase64(text: string): Base64 | undefined {
  const flavour = flavourOf(text);
  const bytes = Uint8Array.from(Buffer.from(text, "base64"));
  const write = (bytes: Bytes) => written(bytes, flavour);
  return write(bytes) === text ? { bytes, write } : undefined;
}

/** The bytes that base64 of any flavour begins with, `most` at most. */
export function beginOf(text: string, most: number): Bytes {
  const bytes = Buffer.from(text.slice(0, 2 * most + 64), "base64");
  return Uint8Array.from(bytes.subarray(0, most));
}

interface Flavour {
  readonly isUrl: boolean;
  readonly isPadded: boolean;
  /** Characters of a line; `Infinity` if there is but one. */
  readonly width: number;
  /** What stands between lines. */
  readonly gap: string;
  /** What stands after the last. */
  readonly tail: string;
}

function flavourOf(text: string): Flavour {
  const gap = /\s+/.exec(text);
  const isBroken = gap !== null && gap.index + gap[0].length < text.length;
  const digits = text.replaceAll(/\s/g, "").length;
  return {
    isUrl: /[-_]/.test(text),
    // Without a need for padding nothing tells; most writers would pad.
    isPadded: digits % 4 === 0,
    width: isBroken ? gap.index : Infinity,
    gap: isBroken ? gap[0] : "",
    tail: /\s*$/.exec(text.slice(-8))![0],
  };
}

function written(
  bytes: Bytes,
  { isUrl, isPadded, width, gap, tail }: Flavour,
): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const padded = buffer.toString("base64");
  const plain = isPadded ? padded : padded.replace(/=+$/, "");
  const digits = isUrl
    ? plain.replaceAll("+", "-").replaceAll("/", "_")
    : plain;
  if (width === Infinity || width === 0) return digits + tail;
  return (digits.match(new RegExp(`.{1,${width}}`, "g")) ?? []).join(gap) +
    tail;
}
