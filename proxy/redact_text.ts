import { RefusalError } from "./errors.ts";
import { JsonError } from "./json/json_error.ts";
import { edit, rewriteStrings } from "./json/rewrite_strings.ts";
import type { MediaKind } from "./media_type.ts";
import type { RequestRules } from "./providers/provider.ts";
import { type Exemption, requestTree } from "./providers/trees.ts";
import type { Redactor } from "./redact/redactor.ts";
import { redactFile } from "./redact_file.ts";
import { textKind } from "./text_kind.ts";

export interface TextOptions {
  readonly rules: RequestRules;
  readonly redactor: Redactor;
}

/**
 * Takes the secrets out of a text of the given kind.
 *
 * @throws {RefusalError} with code `body` when it is not what it is called
 */
export function redactText(
  text: string,
  kind: MediaKind,
  options: TextOptions,
): string {
  switch (kind) {
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

function redactJson(text: string, options: TextOptions): string {
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
function redactIfJson(text: string, options: TextOptions): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return redactStrings(text, options);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

function redactLines(text: string, options: TextOptions): string {
  return text.split("\n")
    .map((line) => line.trim() === "" ? line : redactJson(line, options))
    .join("\n");
}

function redactPlain(text: string, { redactor }: TextOptions): string {
  return edit(text, redactor.redact(text));
}

function redactStrings(
  text: string,
  { rules, redactor }: TextOptions,
): string {
  const cleanKeys = new Set<string>();
  return rewriteStrings(text, {
    root: requestTree(rules),
    rewrite(token, keys) {
      const { text: value, value: exemption, isKey, name } = token;
      if (exemption?.kind === "intact") redactor.leave(value);
      if (exemption && isLeft(exemption, value)) {
        const edits = redactLeft(exemption, { value, redactor });
        if (edits === "opaque") {
          redactor.pass(text.slice(token.start, token.end));
          return [];
        }
        if (edits !== "unclear") return edits;
      }
      if (isKey && cleanKeys.has(value)) return [];
      const at = name === undefined ? {} : { name };
      const edits = redactor.redact(value, at, keys);
      if (isKey && edits.length === 0) cleanKeys.add(value);
      return edits;
    },
  });
}

/** Of what is left as it is, files are read: a text hides in base64 as well. */
function redactLeft(
  exemption: Exemption,
  { value, redactor }: { readonly value: string; readonly redactor: Redactor },
): ReturnType<typeof redactFile> {
  if (exemption.kind !== "opaque" || !exemption.isFile) return "opaque";
  const options = { rules: NO_RULES, redactor };
  return redactFile(value, {
    redactor,
    redactText: (text) => redactText(text, textKind(text), options),
  });
}

/** Of a file nothing is known: all of it is read. */
const NO_RULES: RequestRules = { opaque: [], intact: [] };

function isLeft(exemption: Exemption, value: string): boolean {
  return exemption.kind === "intact" ||
    (exemption.matches?.test(value) ?? true);
}
