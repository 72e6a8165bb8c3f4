import type { Span } from "../redact/finding.ts";
import { charset, has, LETTER_OR_DIGIT } from "./charset.ts";
import { matchEnd, skipDressing } from "./glue.ts";
import { quoteAt } from "./quotes.ts";
import { BARE, readValue } from "./read_value.ts";
import type { NamePlace, Source, Value } from "./value.ts";

/** Words before a name after which a bare value follows. */
const DIRECTIVES = new Set(
  ("env arg export set setx setenv define #define secret config configure " +
    "fastcgi_param proxy_set_header passenv let var " +
    "-x -gx -ux -xg -e --env --from-literal --build-arg const put add")
    .split(" "),
);
/** Words two before a name, as in `login somebody password …`. */
const LOGINS = new Set(["login", "user", "account", "username"]);

/** What some of those words look like: see `lookOf`. */
const LOOKS = new Uint8Array(1024);
for (const word of [...DIRECTIVES, ...LOGINS]) {
  const first = word.charCodeAt(0) | 32;
  const last = word.charCodeAt(word.length - 1) | 32;
  LOOKS[lookOf(first, last, word.length)] = 1;
}

/** A number out of the first and last character of a word, and its length. */
function lookOf(first: number, last: number, length: number): number {
  return (first * 37 + last * 11 + length) & 1023;
}

/** The value after a name and blanks: of an option, a directive, a column. */
export function findSpacedValue(
  source: Source,
  name: NamePlace,
  at: number,
): Value | undefined {
  const { text, bytes } = source;
  if (at === name.end || bytes[at]! < 32) return undefined;
  const isTyped = has(MAY_BE_TYPE, bytes[at]!);
  const typed = isTyped ? matchEnd(TYPED, text, at) : at;
  const start = skipDressing(text, typed);
  if (typed > at) return readValue(source, start, { name, link: "assign" });
  if (isFlag(source, name.start)) {
    return readValue(source, start, { name, link: "flag" });
  }
  const isTied = quoteAt(text, start) !== "" ||
    isDirected(source, name.start) || isTokenNext(source, start) ||
    isDirective(source, name);
  return isTied ? readValue(source, start, { name, link: "space" }) : undefined;
}

/** Names after which a server's configuration gives the value. */
const SETTINGS = new Set(
  "requirepass masterauth rootpw bindpw olcrootpw tls-key-file-pass userpassword"
    .split(" "),
);

function isDirective(
  { text, bytes }: Source,
  { start, end }: NamePlace,
): boolean {
  return (start === 0 || bytes[start - 1] === 10) &&
    SETTINGS.has(text.slice(start, end).toLowerCase());
}

/** Attributes of an element, or a type, before what brings the value. */
const TYPED =
  /(?:(?:xmlns|type|xsi)[\w:-]{0,20}="[^"<>]{0,80}"[ \t]{0,2}){1,3}>|REG_(?:EXPAND_)?SZ[ \t]{1,12}|(?:as[ \t]{1,3})?(?:string|text|securestring|char|varchar)[ \t]{0,4}(?::?=)[ \t]{0,4}/iy;

const MAY_BE_TYPE = charset("xtsacvrXTSACVR");

/** Shortest word that is taken for a value only because it comes next. */
const LEAST_NEXT = 16;

const MOST_NEXT = 8192;

/** A long word with a digit: what no sentence goes on with. */
function isTokenNext({ text, bytes, runs }: Source, at: number): boolean {
  if (!has(LETTER_OR_DIGIT, bytes[at]!)) return false;
  const end = runs.endOf(BARE, at);
  return end - at >= LEAST_NEXT && end - at < MOST_NEXT &&
    text.charCodeAt(end) !== 40 &&
    /\d/.test(text.slice(at, at + 64)) &&
    !/[=(]/.test(text.slice(at, Math.min(end, at + 64)));
}

/** `--name` or `-name`, not `some-name`. */
function isFlag({ text, bytes }: Source, nameStart: number): boolean {
  let at = nameStart;
  while (at > 0 && bytes[at - 1] === 45) at--;
  return at < nameStart && (at === 0 || /[\s"'`[(,]/.test(text.charAt(at - 1)));
}

function isDirected(source: Source, nameStart: number): boolean {
  const one = wordBefore(source, nameStart);
  if (one === undefined) return false;
  if (isOneOf(DIRECTIVES, source, one)) return true;
  const two = wordBefore(source, one.start);
  return two !== undefined && isOneOf(LOGINS, source, two);
}

function isOneOf(
  words: ReadonlySet<string>,
  { text }: Source,
  { start, end }: Span,
): boolean {
  const look = lookOf(
    text.charCodeAt(start) | 32,
    text.charCodeAt(end - 1) | 32,
    end - start,
  );
  return LOOKS[look] === 1 && words.has(text.slice(start, end).toLowerCase());
}

const MOST_WORD = 16;

/** The word before a place on the same line, if it is short. */
function wordBefore({ bytes }: Source, at: number): Span | undefined {
  let end = at;
  while (end > 0 && has(AROUND_WORD, bytes[end - 1]!)) end--;
  if (end === at) return undefined;
  let start = end;
  while (start > 0 && end - start <= MOST_WORD) {
    const code = bytes[start - 1]!;
    if (code <= 32 || has(AROUND_WORD, code)) break;
    start--;
  }
  return start === end || end - start > MOST_WORD ? undefined : { start, end };
}

const AROUND_WORD = charset(" \t\"'");
