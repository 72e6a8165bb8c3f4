import type { Span } from "../../redact/finding.ts";
import { charset, has } from "../charset.ts";
import { type View, ViewWriter } from "./view.ts";

/** How a place begins where a string may have been taken apart. */
export const JOINT_STARTS: readonly string[] = [
  ...['"', "'", "`"].flatMap((quote) => [
    `${quote} +`,
    `${quote}+`,
    `${quote} .`,
    `${quote}.`,
    `${quote} &`,
    `${quote} \\`,
    `${quote} ${quote}`,
    `${quote}${quote}`,
    `${quote}\n`,
    `${quote}\r\n`,
    `${quote} ~`,
    `${quote} |`,
    `${quote} <`,
  ]),
  `'"`,
  `"'`,
  "\\\n",
  "\\\r\n",
];

const IN_TOKEN = charset("A-Za-z0-9_+/-");
/** Between two pieces: a quotation mark, an operator, and it opens again. */
const GLUE =
  /'"|"'|(\\?["'`])[ \t]{0,8}(?:\+|\.\.?|&|~|\|\||<>|\\)?[ \t]{0,8}(?:[\\_]?\r?\n[ \t>+|*-]{0,60})?(?:\+|\.\.?|&|~|\|\||<>)?[ \t]{0,8}[bfru]?\1|\\\r?\n[ \t]{0,60}/iy;
/** What may stand between the quotation marks. */
const BETWEEN = charset(" \t\r\n+.&~|<>\\*-bfru/#_");
const MOST_BETWEEN = 100;

/** A first, quick look: a token is broken off here, and a string opens next. */
export function mayBeJoint(text: string, at: number): boolean {
  if (!has(IN_TOKEN, text.charCodeAt(at - 1))) return false;
  const quote = text.charCodeAt(at);
  if (quote === BACKSLASH) return true;
  const other = text.charCodeAt(at + 1);
  if (other === 34 && quote === 39 || other === 39 && quote === 34) {
    return has(IN_TOKEN, text.charCodeAt(at + 2));
  }
  const limit = Math.min(text.length, at + MOST_BETWEEN);
  let next = at + 1;
  while (next < limit && has(BETWEEN, text.charCodeAt(next))) next++;
  return text.charCodeAt(next) === quote;
}

const BACKSLASH = 92;
const MOST_GAP = 320;
const BEFORE = 320;
const AFTER = 320;

/** Strings that were taken apart, put together again. */
export function* jointViews(
  text: string,
  places: readonly number[],
): Generator<View> {
  const joints: Span[] = [];
  for (const at of places) {
    const length = glueLength(text, at);
    if (length > 0) joints.push({ start: at, end: at + length });
  }
  let i = 0;
  while (i < joints.length) {
    const group = [joints[i++]!];
    while (i < joints.length && isNear(group.at(-1)!.end, joints[i]!.start)) {
      group.push(joints[i++]!);
    }
    yield join(text, group);
  }
}

function isNear(end: number, start: number): boolean {
  return start >= end && start - end <= MOST_GAP;
}

/** Length of what separates two pieces of one token; 0 if nothing does. */
function glueLength(text: string, at: number): number {
  if (!has(IN_TOKEN, text.charCodeAt(at - 1))) return 0;
  GLUE.lastIndex = at;
  const found = GLUE.exec(text);
  if (found === null) return 0;
  const after = text.charCodeAt(at + found[0].length);
  return has(IN_TOKEN, after) ? found[0].length : 0;
}

function join(
  text: string,
  group: readonly Span[],
): View {
  const writer = new ViewWriter();
  const first = Math.max(0, group[0]!.start - BEFORE);
  let at = Math.max(first, text.lastIndexOf("\n", group[0]!.start - 1) + 1);
  for (const { start, end } of group) {
    if (start < at) continue;
    writer.copy(text, at, start);
    at = end;
  }
  writer.copy(text, at, Math.min(text.length, at + AFTER));
  return writer.finish();
}
