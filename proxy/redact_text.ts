import { RefusalError } from "./errors.ts";
import { JsonError } from "./json/json_error.ts";
import { type Edit, edit, editsOfStrings } from "./json/rewrite_strings.ts";
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
 * @throws as {@link redactionsOf}
 */
export function redactText(
  text: string,
  kind: MediaKind,
  options: TextOptions,
): string {
  return edit(text, redactionsOf(text, kind, options));
}

/**
 * The edits that take the secrets out of a text of the given kind, in order
 * and apart.
 *
 * @throws {RefusalError} with code `body` when it is not what it is called
 */
export function redactionsOf(
  text: string,
  kind: MediaKind,
  options: TextOptions,
): readonly Edit[] {
  switch (kind) {
    case "lines":
      return ofLines(text, options);
    case "text":
      return ofJsonIfAny(text, options) ?? options.redactor.redact(text);
    case "json":
    case "unknown":
      return ofJson(text, options);
    case "multipart":
    case "events":
    case "frames":
      throw RefusalError.body(
        "no rule reads its content-type",
        "Send it as JSON, JSON lines, or text",
      );
  }
}

function ofJson(text: string, options: TextOptions): readonly Edit[] {
  try {
    return ofStrings(text, options);
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
function ofJsonIfAny(
  text: string,
  options: TextOptions,
): readonly Edit[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return ofStrings(text, options);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

function ofLines(text: string, options: TextOptions): readonly Edit[] {
  const edits: Edit[] = [];
  let from = 0;
  for (const line of text.split("\n")) {
    const ofLine = line.trim() === "" ? [] : ofJson(line, options);
    for (const { start, end, text: put } of ofLine) {
      edits.push({ start: from + start, end: from + end, text: put });
    }
    from += line.length + 1;
  }
  return edits;
}

function ofStrings(
  text: string,
  { rules, redactor }: TextOptions,
): readonly Edit[] {
  const cleanKeys = new Set<string>();
  return editsOfStrings(text, {
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
