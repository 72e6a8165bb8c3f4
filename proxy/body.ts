import { codingsOf, decodeBody } from "./encoding.ts";
import { RefusalError } from "./errors.ts";
import { JsonError } from "./json/json_error.ts";
import { edit, rewriteStrings } from "./json/rewrite_strings.ts";
import { mediaKind } from "./media_type.ts";
import type { RequestRules } from "./providers/provider.ts";
import { requestTree } from "./providers/trees.ts";
import type { Redactor } from "./redact/redactor.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface BodyOptions {
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  readonly rules: RequestRules;
  readonly redactor: Redactor;
  /** Applies to what comes out of a content-encoding too. */
  readonly maxBytes: number;
}

/**
 * Takes the secrets out of a request's body.
 *
 * Without a secret, the very same `bytes` return, still encoded. With one, the
 * body is identity-encoded and differs from what came in nothing but the
 * secrets.
 *
 * @throws {RefusalError} with code `body` when any of it cannot be read
 */
export function redactBody(bytes: Bytes, options: BodyOptions): Bytes {
  if (bytes.length === 0) return bytes;
  const { contentEncoding, maxBytes } = options;
  const decoded = decodeBody(bytes, {
    codings: codingsOf(contentEncoding),
    maxBytes,
  });
  const text = decodeUtf8(decoded);
  const redacted = redactText(text, options);
  return redacted === text ? bytes : new TextEncoder().encode(redacted);
}

function redactText(text: string, options: BodyOptions): string {
  switch (mediaKind(options.contentType)) {
    case "lines":
      return redactLines(text, options);
    case "text":
      return redactIfJson(text, options) ?? redactPlain(text, options);
    case "json":
    case "unknown":
      return redactJson(text, options);
    case "multipart":
    case "events":
    case "frames":
      throw RefusalError.body(
        "no rule reads its content-type",
        "Send it as JSON, JSON lines, or text",
      );
  }
}

function redactJson(text: string, options: BodyOptions): string {
  try {
    return redactStrings(text, options);
  } catch (cause) {
    if (!(cause instanceof JsonError)) throw cause;
    throw RefusalError.body(
      `it is not JSON: offset ${cause.offset}`,
      "Send valid JSON, or name the body's real content-type",
      cause,
    );
  }
}

/** JSON is JSON whatever it is called; `undefined` if it is not. */
function redactIfJson(text: string, options: BodyOptions): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return redactStrings(text, options);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

function redactLines(text: string, options: BodyOptions): string {
  return text.split("\n")
    .map((line) => line.trim() === "" ? line : redactJson(line, options))
    .join("\n");
}

function redactPlain(text: string, { redactor }: BodyOptions): string {
  return edit(text, redactor.redact(text));
}

function redactStrings(
  text: string,
  { rules, redactor }: BodyOptions,
): string {
  const cleanKeys = new Set<string>();
  return rewriteStrings(text, {
    root: requestTree(rules),
    rewrite({ text: value, value: exemption, isKey, name }) {
      if (exemption?.kind === "intact") {
        redactor.leave(value);
        return [];
      }
      if (exemption && (exemption.matches?.test(value) ?? true)) return [];
      if (isKey && cleanKeys.has(value)) return [];
      const edits = redactor.redact(value, name === undefined ? {} : { name });
      if (isKey && edits.length === 0) cleanKeys.add(value);
      return edits;
    },
  });
}

function decodeUtf8(bytes: Bytes): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
      .decode(bytes);
  } catch (cause) {
    throw RefusalError.body("it is not UTF-8", "Send it as UTF-8", cause);
  }
}
