import type { Span } from "../redact/finding.ts";
import type { PathNode } from "./path_tree.ts";
import { encodeString, rawOffsets, type StringToken } from "./string_token.ts";
import { type Keys, walkStrings } from "./walk_strings.ts";

/** Another text for a stretch of a string. */
export interface Edit extends Span {
  readonly text: string;
}

/** Says what is to change in a string; nothing, mostly. */
export type Rewrite<T> = (
  token: StringToken<T>,
  keys: () => Keys,
) => readonly Edit[];

/** What of a JSON text is looked at, and what becomes of it. */
interface Rewriting<T> {
  readonly root: PathNode<T>;
  readonly rewrite: Rewrite<T>;
}

/**
 * Changes strings of a JSON text and not one character outside the edits.
 * Without an edit, the same `text` returns.
 *
 * @throws as {@link editsOfStrings}
 */
export function rewriteStrings<T>(
  text: string,
  rewriting: Rewriting<T>,
): string {
  return edit(text, editsOfStrings(text, rewriting));
}

/**
 * The edits of a JSON text that change its strings, in order and apart.
 *
 * Those that `rewrite` gives are in UTF-16 code units of the string's value, in
 * order and apart; their text goes in JSON-escaped.
 *
 * @throws {JsonError} when `text` is not JSON
 */
export function editsOfStrings<T>(
  text: string,
  { root, rewrite }: Rewriting<T>,
): readonly Edit[] {
  const edits: Edit[] = [];
  walkStrings(text, {
    root,
    visit(token, keys) {
      const found = rewrite(token, keys);
      if (found.length > 0) edits.push(...rawEdits(text, token, found));
    },
  });
  return edits;
}

/** `text` with the edits made, which are in order and apart. */
export function edit(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  let out = "";
  let at = 0;
  for (const { start, end, text: put } of edits) {
    out += text.slice(at, start) + put;
    at = end;
  }
  return out + text.slice(at);
}

function rawEdits(
  text: string,
  { start, end, escaped }: StringToken<unknown>,
  edits: readonly Edit[],
): Edit[] {
  const places = edits.flatMap((each) => [each.start, each.end]);
  const offsets = escaped ? rawOffsets(text.slice(start, end), places) : places;
  return edits.map((each, i) => ({
    start: start + offsets[2 * i]!,
    end: start + offsets[2 * i + 1]!,
    text: encodeString(each.text),
  }));
}
