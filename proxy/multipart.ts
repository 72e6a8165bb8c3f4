import { inspectBinary } from "./binary_part.ts";
import {
  type CodedText,
  codedText,
  fromBinary,
  singleByteText,
  toBinary,
} from "./coded_text.ts";
import { RefusalError } from "./errors.ts";
import { type MediaKind, mediaKind } from "./media_type.ts";
import { redactText, type TextOptions } from "./redact_text.ts";
import { textKind } from "./text_kind.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface MultipartOptions extends TextOptions {
  /** As the content-type names it; `undefined` if it does not. */
  readonly boundary: string | undefined;
}

/** The boundary that a multipart content-type names (RFC 2046 §5.1.1). */
export function boundaryOf(contentType: string | null): string | undefined {
  const found = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i
    .exec(contentType ?? "");
  return found?.[1] ?? found?.[2];
}

/**
 * Takes the secrets out of a form (RFC 7578), part by part.
 *
 * Parts that are text in UTF-8, UTF-16 or a coding of single bytes are read as
 * JSON, JSON lines or text; others pass unless they say that they are text, or
 * a secret stands in them in clear. Without a secret, the very same `bytes`
 * return.
 *
 * @throws {RefusalError} with code `body` when it is not such a form
 */
export function redactMultipart(
  bytes: Bytes,
  { boundary, ...options }: MultipartOptions,
): Bytes {
  if (boundary === undefined) throw malformed("its boundary is missing");
  const delimiter = `\r\n--${boundary}`;
  const pieces = `\r\n${toBinary(bytes)}`.split(delimiter);
  const [before, ...parts] = pieces;
  const after = parts.pop();
  if (before !== "" || !/^--\s*$/.test(after ?? "")) {
    throw malformed("there is more than parts in it, or less");
  }
  const redacted = parts.map((part) => redactPart(part, options));
  if (redacted.every((part, i) => part === parts[i])) return bytes;
  const whole = ["", ...redacted, after].join(delimiter);
  return fromBinary(whole.slice(2));
}

const PART = /^[ \t]*\r\n((?:[^\r\n]+\r\n)*)\r\n/;

function redactPart(part: string, options: TextOptions): string {
  const head = PART.exec(part);
  if (head === null) throw malformed("a part has no end of its header");
  const fields = head[1]!;
  inspectHead(fields, options);
  const content = part.slice(head[0].length);
  const kind = mediaKind(field(fields, "content-type"));
  const coded = decode(content, kind === "unknown");
  if (coded === undefined) {
    if (kind !== "unknown") {
      throw malformed("a part is not UTF-8, although it is called text");
    }
    const place = "a binary part of a form";
    inspectBinary(fromBinary(content), { ...options, place });
    return part;
  }
  const { text, write } = coded;
  const redacted = redactText(text, kindOf(text, kind), options);
  return redacted === text ? part : head[0] + toBinary(write(redacted));
}

function inspectHead(fields: string, { redactor }: TextOptions): void {
  const encoding = field(fields, "content-transfer-encoding") ?? "binary";
  if (!/^(7bit|8bit|binary)$/i.test(encoding)) {
    throw malformed("a part is encoded once more");
  }
  const kind = redactor.firstKind(decode(fields)?.text ?? fields);
  if (kind) throw RefusalError.place("the header of a form's part", kind);
}

function field(fields: string, name: string): string | null {
  return new RegExp(`^${name}:[ \\t]*([^\\r\\n]*)`, "im").exec(fields)?.[1] ??
    null;
}

/** What a part is that does not say it, or that forms always call the same. */
function kindOf(text: string, kind: MediaKind): MediaKind {
  return kind === "json" || kind === "lines" ? kind : textKind(text);
}

/** `undefined` if it is not text. */
function decode(binary: string, isAny = false): CodedText | undefined {
  const bytes = fromBinary(binary);
  return codedText(bytes) ?? (isAny ? singleByteText(bytes) : undefined);
}

function malformed(problem: string): RefusalError {
  return RefusalError.body(
    `it is not a form: ${problem}`,
    "Send valid multipart/form-data",
  );
}
