import type { Span } from "./finding.ts";
import type { Tag } from "./placeholder.ts";

/** Characters before a text that tell whether a word runs into it. */
export const LEAD = 6;

/** What ends in a letter or digit and is none: an escape of JSON, of a URL. */
const ESCAPE = /(?:\\[bfnrt]|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2})$/;
const WORD = /[A-Za-z0-9_]$/;

/** Whether a placeholder of shape `value` may begin after `lead`. */
export function standsApart(lead: string): boolean {
  return !WORD.test(lead) || ESCAPE.test(lead);
}

/** A word's characters; some writers put backslashes before underscores. */
const RUN = /(?:[A-Za-z0-9]|\\{0,4}_){1,64}/y;
const RUN_MAX = 50;
const BEGUN = /\\{0,4}$/y;
const WHOLE =
  /^\\{0,4}_(?:[A-Za-z0-9]|\\{0,4}_){0,31}[A-Za-z0-9_]\\{0,4}_([0-9a-f]{16})$/;

/**
 * Reads on after a `pl` that may begin a placeholder of shape `value`.
 *
 * `"partial"` when more text is needed to tell.
 */
export function readValue(
  text: string,
  at: number,
  isWhole: boolean,
): (Span & { readonly tag: Tag }) | "partial" | undefined {
  RUN.lastIndex = at + 2;
  const run = RUN.exec(text)?.[0] ?? "";
  const end = at + 2 + run.length;
  BEGUN.lastIndex = end;
  if (!isWhole && BEGUN.test(text)) {
    const isShort = run.replaceAll("\\", "").length <= RUN_MAX;
    const isBegun = run === "" || run.replace(/^\\+/, "").startsWith("_");
    return isShort && isBegun ? "partial" : undefined;
  }
  const tag = WHOLE.exec(run)?.[1];
  if (tag === undefined || WORD.test(text.charAt(end))) return undefined;
  return { start: at, end, tag };
}
