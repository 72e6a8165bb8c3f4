import { Buffer } from "node:buffer";
import { type Edit, edit } from "./json/rewrite_strings.ts";
import { concat } from "./read_body.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A text and the way it is written in bytes. */
export interface CodedText {
  readonly text: string;
  /** Another text in the same coding. */
  readonly write: (text: string) => Bytes;
}

/**
 * Coded bytes with edits made in their text, which are in order and apart.
 *
 * Where each character is one byte, bytes are copied: a text as long as a
 * conversation would only be more for the collector of garbage.
 */
export function editBytes(
  bytes: Bytes,
  { text, write }: CodedText,
  edits: readonly Edit[],
): Bytes {
  if (edits.length === 0) return bytes;
  if (text.length !== bytes.length) return write(edit(text, edits));
  const parts: Bytes[] = [];
  let at = 0;
  for (const { start, end, text: put } of edits) {
    parts.push(bytes.subarray(at, start), write(put));
    at = end;
  }
  parts.push(bytes.subarray(at));
  return concat(parts);
}

/**
 * The text that bytes are in UTF-8; `undefined` if they are not.
 *
 * Bytes with NUL in them are not: it is more likely that somebody wrote UTF-16,
 * where a reader of UTF-8 finds no word.
 */
export function utf8Text(bytes: Bytes): string | undefined {
  return bytes.includes(0) ? undefined : decodeUtf8(bytes);
}

/** The text that bytes are in UTF-8 or UTF-16; `undefined` if they are in neither. */
export function codedText(bytes: Bytes): CodedText | undefined {
  const text = utf8Text(bytes);
  if (text !== undefined) return { text, write: encodeUtf8 };
  return utf16(bytes, LITTLE) ?? utf16(bytes, BIG);
}

/**
 * The text that bytes are if every byte is a character, as in ISO 8859 and its
 * kin; `undefined` if there are control characters, which no text has.
 */
export function singleByteText(bytes: Bytes): CodedText | undefined {
  const text = toBinary(bytes);
  return CONTROL.test(text) ? undefined : { text, write: fromBinary };
}

/** One character for each byte. */
export function toBinary({ buffer, byteOffset, length }: Bytes): string {
  return Buffer.from(buffer, byteOffset, length).toString("latin1");
}

/** The bytes of {@link toBinary}. A character that has none is written in UTF-8. */
export function fromBinary(text: string): Bytes {
  const bytes = text.replace(
    /[^\0-\xff]+/g,
    (wide) => Buffer.from(wide, "utf8").toString("latin1"),
  );
  return new Uint8Array(Buffer.from(bytes, "latin1"));
}

// deno-lint-ignore no-control-regex
const CONTROL = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/;
const LITTLE = { mark: [0xff, 0xfe], high: 1 } as const;
const BIG = { mark: [0xfe, 0xff], high: 0 } as const;
/** Of the characters, those of ASCII: a sample of binary data has fewer. */
const ASCII_SHARE = 0.3;

function utf16(
  bytes: Bytes,
  { mark, high }: typeof LITTLE | typeof BIG,
): CodedText | undefined {
  if (bytes.length === 0 || bytes.length % 2 === 1) return undefined;
  const isMarked = bytes[0] === mark[0] && bytes[1] === mark[1];
  if (!isMarked && !isMostlyAscii(bytes, high)) return undefined;
  const buffer = Buffer.from(bytes);
  const text = (high === 1 ? buffer : buffer.swap16()).toString("utf16le");
  if (text.includes("\0") || !text.isWellFormed()) return undefined;
  return {
    text,
    write: (text) => {
      const written = Buffer.from(text, "utf16le");
      return new Uint8Array(high === 1 ? written : written.swap16());
    },
  };
}

function isMostlyAscii(bytes: Bytes, high: 0 | 1): boolean {
  let count = 0;
  for (let at = 0; at < bytes.length; at += 2) {
    if (bytes[at + high] === 0 && bytes[at + 1 - high] !== 0) count++;
  }
  return count >= ASCII_SHARE * (bytes.length / 2);
}
