import type { Span } from "../redact/finding.ts";
import { type Charset, charset, complement, has } from "./charset.ts";
import { endsLine, startsLine } from "./line_place.ts";
import { closingOf, quoteAt } from "./quotes.ts";
import type { Link, NamePlace, Source, Value } from "./value.ts";

/** Longest value between quotation marks; a longer one is cut. */
const MOST_VALUE = 32_768;
/** Longest value between typographic quotation marks. */
const MOST_NOTED = 128;
/** Characters of a value that no quotation marks enclose. */
export const BARE = complement(
  charset(" \t\r\n\"'`,;()[]{}<>|\\\u0000\u001b\f\v"),
);
const QUERY = complement(
  charset(" \t\r\n\"'`,;)]}<>|&\\#\u0000\u001b\f\v"),
);
const LINE = complement(charset(" \t\r\n\\\u0000\u001b\f\v"));

/** Reads the value that begins at a place. */
export function readValue(
  source: Source,
  at: number,
  { name, link }: { readonly name: NamePlace; readonly link: Link },
): Value | undefined {
  const { text } = source;
  const quote = quoteAt(text, at);
  if (quote !== "") return readQuoted(text, at, { quote, link });
  if (link === "call" && text.charCodeAt(name.end) === 40) return undefined;
  return readBare(source, at, { name, link });
}

function readQuoted(
  text: string,
  at: number,
  { quote, link }: { readonly quote: string; readonly link: Link },
): Value | undefined {
  let start = at + quote.length;
  let closing = closingOf(quote);
  if (text.startsWith(closing, start)) {
    const times = text.startsWith(closing, start + closing.length) ? 3 : 2;
    if (times === 2 && !quote.endsWith("`")) return undefined;
    start += (times - 1) * closing.length;
    closing = closing.repeat(times);
  }
  const isLong = closing.length === 3 * quote.length || quote.endsWith("`");
  const end = closingPlace(text, start, { closing, isLong });
  const isOpen = !text.startsWith(closing, end);
  if (end <= start || isOpen && quote.charCodeAt(0) > 126) return undefined;
  const isTight = false;
  const inner = withoutInnerQuotes(text, { start, end });
  return { ...inner, link, isQuoted: true, isLine: false, isTight };
}

/** Without escaped marks at both ends: a literal of one program in another's. */
function withoutInnerQuotes(text: string, { start, end }: Span): Span {
  const isWrapped = text.startsWith('\\"', start) && end - start > 4 &&
    text.startsWith('\\"', end - 2);
  return isWrapped ? { start: start + 2, end: end - 2 } : { start, end };
}

/** Where a value ends: at its closing mark, or with its line. */
function closingPlace(
  text: string,
  start: number,
  { closing, isLong }: { readonly closing: string; readonly isLong: boolean },
): number {
  const escapes = closing.search(/[^\\]/);
  const mark = closing.slice(escapes);
  const most = mark.charCodeAt(0) > 126 ? MOST_NOTED : MOST_VALUE;
  const limit = Math.min(start + most, text.length);
  let at = start;
  while (at < limit) {
    const slashes = countSlashes(text, at);
    const next = at + slashes;
    if (text.startsWith(mark, next) && isClosing(slashes, escapes)) {
      return next - escapes;
    }
    if (text.charCodeAt(next) === 10 && !isLong) {
      return trimEnd(text, start, next);
    }
    at = next + 1;
  }
  return limit;
}

/** Backslashes before a mark: as many as opened, or pairs before a bare one. */
function isClosing(slashes: number, escapes: number): boolean {
  return escapes === 0 ? slashes % 2 === 0 : slashes === escapes;
}

function countSlashes(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === 92) end++;
  return end - at;
}

function trimEnd(text: string, start: number, end: number): number {
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return end;
}

function readBare(
  { text, runs }: Source,
  at: number,
  { name, link }: { readonly name: NamePlace; readonly link: Link },
): Value | undefined {
  const fenced = readFenced(text, at, name);
  if (fenced !== undefined) return { ...fenced, link };
  const isQuery = isQueryPlace(text, name.start);
  const isLine = !isQuery && MAY_BE_LINE.has(link) &&
    startsLine(text, name.start) && endsLine(text, runs.endOf(LINE, at));
  const set = isLine ? LINE : isQuery ? QUERY : BARE;
  const run = runs.endOf(set, at);
  const end = isLine ? trimCode(text, at, run) : trimWord(text, at, run, link);
  if (end <= at) return undefined;
  const isTight = text.charCodeAt(at - 1) === 61;
  const start = isTight ? at : afterInnerName(text, at, end);
  const isRow = link === "list" && startsLine(text, name.start) &&
    (endsLine(text, end) || isCell(text, { start, end }));
  return {
    start,
    end,
    link: isRow ? "table" : link,
    isQuoted: false,
    isLine,
    isTight,
  };
}

/** Longest value after its name between one pair of backticks. */
const MOST_FENCED = 512;

/** What stands after the equals sign in `` `NAME=value` ``. */
function readFenced(
  text: string,
  at: number,
  { start }: NamePlace,
): Omit<Value, "link"> | undefined {
  if (text.charCodeAt(start - 1) !== BACKTICK) return undefined;
  if (text.charCodeAt(at - 1) !== EQUALS) return undefined;
  const length = text.slice(at, at + MOST_FENCED).search(/[\s"'\\`]/);
  const end = at + length;
  if (length <= 0 || text.charCodeAt(end) !== BACKTICK) return undefined;
  return { start: at, end, isQuoted: false, isLine: true, isTight: true };
}

const BACKTICK = 96;

const EQUALS = 61;

/** A name with an equals sign at the start of a value: `--token=…`, `sid=…`. */
const INNER_NAME = /^(?!sha\d|md5)-{0,2}[A-Za-z][\w.-]{1,40}=(?=[^=\s]{8})/;

/** Where the value begins that stands after a name of its own. */
function afterInnerName(text: string, at: number, end: number): number {
  const limit = Math.min(end, at + MOST_INNER);
  const head = text.slice(at, limit);
  if (!head.includes("=")) return at;
  return at + (INNER_NAME.exec(head)?.[0].length ?? 0);
}

const MOST_INNER = 64;

/** Right between two commas, as in a file of values and in no program. */
function isCell(text: string, { start, end }: Span): boolean {
  return text.charCodeAt(start - 1) === COMMA &&
    text.charCodeAt(end) === COMMA && text.charCodeAt(end + 1) > SPACE &&
    /^(?=.*\d)(?=.*[A-Za-z])(?=.*[!@#$%^&*?_]).{8}/.test(
      text.slice(start, end),
    );
}

const COMMA = 44;
const SPACE = 32;

const MAY_BE_LINE: ReadonlySet<Link> = new Set(["assign", "space"]);

/** In a query string or a list of cookies. */
function isQueryPlace(text: string, nameStart: number): boolean {
  const before = text.charCodeAt(nameStart - 1);
  return before === 63 || before === 38;
}

/** Without what ends a statement of a program. */
function trimCode(text: string, start: number, end: number): number {
  while (end > start && has(CODE_END, text.charCodeAt(end - 1))) end--;
  const isStarred = text.startsWith("**", start - 2) &&
    text.startsWith("**", end - 2);
  return isStarred ? end - 2 : end;
}

const CODE_END = charset(",;)}]\"'`");

/** Without the next parameter, and without what ends a sentence. */
function trimWord(
  text: string,
  start: number,
  end: number,
  link: Link,
): number {
  const limit = Math.min(end, start + MOST_LOOKED);
  const near = text.slice(start, limit);
  if (near.includes("&")) {
    const next = near.search(/&(?:[\w.-]{1,40}=|&|$)/);
    if (next >= 0) end = start + next;
  }
  end = trimMarks(text, { start, end }, WORD_END);
  const isSaid = link === "prose" &&
    has(SENTENCE_END, text.charCodeAt(end - 1));
  if (isSaid && !/\d/.test(text.slice(start, end))) {
    end = trimMarks(text, { start, end }, SENTENCE_END);
  }
  const before = text.charAt(start - 1);
  if (before !== "*" && before !== "_") return end;
  while (end > start && text.charAt(end - 1) === before) end--;
  return end;
}

function trimMarks(text: string, { start, end }: Span, marks: Charset): number {
  while (end > start && has(marks, text.charCodeAt(end - 1))) end--;
  return end;
}

const MOST_LOOKED = 512;
const WORD_END = charset(".:");
const SENTENCE_END = charset(".:!?");
