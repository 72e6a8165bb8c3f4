import { beginOf, readBase64 } from "./base64.ts";
import { isMedia } from "./binary_part.ts";
import { codedText, singleByteText } from "./coded_text.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A file that stands in a string as base64. */
export type FileText =
  | {
    readonly kind: "text";
    readonly text: string;
    /** The whole string for another text: same coding, same base64. */
    readonly write: (text: string) => string;
  }
  /** A picture, a sound, a document, an archive that is compressed. */
  | { readonly kind: "media" }
  | { readonly kind: "binary"; readonly bytes: Bytes }
  /** Nobody can tell, or not all would tell the same. */
  | { readonly kind: "unclear" };

/** Bytes by which a file is taken for binary. */
const SAMPLE = 3072;
/** A sample may end within a character of so many bytes. */
const MAX_CUT = 3;

/**
 * Reads a file's base64, with or without a `data:` before it.
 *
 * What it is called does not count: agents send an `.env` file as anything. It
 * is a text if its bytes are one, in UTF-8, UTF-16 or a coding of single bytes.
 */
export function fileText(value: string): FileText {
  const from = /^data:[^,]*,/.exec(value)?.[0].length ?? 0;
  const base64 = value.slice(from);
  const sample = beginOf(base64, SAMPLE);
  const isText = mayBeText(sample);
  if (!isText && isMedia(sample)) return { kind: "media" };
  const read = readBase64(base64);
  if (read === undefined) return { kind: "unclear" };
  const { bytes } = read;
  const coded = isText ? textOf(bytes) : undefined;
  if (coded === undefined) {
    return isMedia(sample) ? { kind: "media" } : { kind: "binary", bytes };
  }
  const { text, write } = coded;
  return {
    kind: "text",
    text,
    write: (text) => value.slice(0, from) + read.write(write(text)),
  };
}

function textOf(bytes: Bytes) {
  return codedText(bytes) ?? singleByteText(bytes);
}

function mayBeText(sample: Bytes): boolean {
  if (sample.length < SAMPLE) return textOf(sample) !== undefined;
  for (let cut = 0; cut <= MAX_CUT; cut++) {
    if (textOf(sample.subarray(0, SAMPLE - cut)) !== undefined) return true;
  }
  return false;
}
