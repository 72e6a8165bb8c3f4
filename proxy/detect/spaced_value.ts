import type { Span } from "../redact/finding.ts";
import { charset, has, LETTER_OR_DIGIT } from "./charset.ts";
import { matchEnd, skipDressing } from "./glue.ts";
import { quoteAt } from "./quotes.ts";
import { BARE, readValue } from "./read_value.ts";
import type { NamePlace, Source, Value } from "./value.ts";
import { WordLook } from "./word_look.ts";

/** Words before a name after which a bare value follows. */
const DIRECTIVES = new Set(
  ("env arg export set setx setenv define #define secret config configure " +
    "fastcgi_param proxy_set_header passenv let var " +
    "with using -x -gx -ux -xg -e --env --from-literal --build-arg const put add")
    .split(" "),
);
/** Words two before a name, as in `login somebody password …`. */
const LOGINS = new Set(["login", "user", "account", "username"]);

const LOOK = new WordLook([...DIRECTIVES, ...LOGINS]);

/** The value after a name and blanks: of an option, a directive, a column. */
export function findSpacedValue(
  source: Source,
  name: NamePlace,
  at: number,
): Value | undefined {
  const { text, bytes } = source;
  if (at === name.end || bytes[at]! < 32) return undefined;
  const isTyped = has(MAY_BE_TYPE, bytes[at]!) &&
    has(MAY_BE_SECOND, bytes[at + 1]!);
  const typed = isTyped ? matchEnd(TYPED, text, at) : at;
  const dotted = bytes[typed] === DOT ? matchEnd(LEADERS, text, typed) : typed;
  const start = skipDressing(text, dotted);
  if (dotted > at) return readValue(source, start, { name, link: "assign" });
  if (isFlag(source, name.start)) {
    return readValue(source, start, { name, link: "flag" });
  }
  const isTied = quoteAt(text, start) !== "" ||
    isDirected(source, name.start) || isTokenNext(source, start) ||
    isDirective(source, name, start);
  return isTied ? readValue(source, start, { name, link: "space" }) : undefined;
}

const DOT = 46;
/** Dots that lead from a name to its value, as in a printed table. */
const LEADERS = /\.{3,60}[ \t]{1,4}/y;

/** Names after which a server's configuration gives the value. */
const SETTINGS = new Set(
  "requirepass masterauth rootpw bindpw olcrootpw tls-key-file-pass userpassword"
    .split(" "),
);

function isDirective(source: Source, name: NamePlace, at: number): boolean {
  const { text, bytes } = source;
  const { start, end } = name;
  const isFirst = start === 0 || bytes[start - 1] === 10;
  if (!isFirst && bytes[start - 1]! > 32) return false;
  const word = text.slice(start, end);
  if (!isFirst) {
    return isAloneAfter(source, at) && PASSWORD.test(word) &&
      isIndented(text, start);
  }
  return SETTINGS.has(word.toLowerCase()) ||
    PASSWORD.test(word) && isAloneAfter(source, at) ||
    word === "PASS" && followsUser(text, start);
}

/** Names after which a mail program or a client has the value on one line. */
const PASSWORD = /^(?:[a-z]\w{0,40}[_-])?(?:password|passwd|(?<=_)pass)$/;

function isIndented(text: string, start: number): boolean {
  return /(?:^|\n)[ \t]{1,12}$/.test(
    text.slice(Math.max(0, start - 13), start),
  );
}

/** Whether one word with a digit, and nothing else, ends the line. */
function isAloneAfter({ text, runs }: Source, at: number): boolean {
  const end = runs.endOf(BARE, at);
  const code = text.charCodeAt(end);
  const isLast = end >= text.length || code === 10 || code === 13;
  return isLast && end - at >= 6 && end - at <= 64 &&
    /^(?=.*[A-Za-z])(?=.*\d.*[\d!@#$%^&*])/.test(text.slice(at, end));
}

/** The second line of a login by FTP or POP. */
function followsUser(text: string, start: number): boolean {
  return /(?:^|\n)(?:[<>C]?:? ?)USER [^\n]{1,80}\n(?:[^\n]{0,80}\n)?$/.test(
    text.slice(Math.max(0, start - 180), start),
  );
}

/** Attributes of an element, or a type, before what brings the value. */
const TYPED =
  /(?:(?:xmlns|type|xsi)[\w:-]{0,20}="[^"<>]{0,80}"[ \t]{0,2}){1,3}>|string[ \t]{1,4}`(?:\w{1,20}:"[^"\n]{0,40}" ?){0,3}default:|REG_(?:EXPAND_)?SZ[ \t]{1,12}|(?:as[ \t]{1,3})?(?:string|text|securestring|n?char|n?varchar2?)(?:\(\w{1,5}\))?[ \t]{0,4}(?::?=)[ \t]{0,4}/iy;

/** The first two letters of what a type may be. */
const MAY_BE_TYPE = charset("xtsacvrnXTSACVRN");
const MAY_BE_SECOND = charset("mysteahcvMYSTEAHCV");

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
    !/\(|=[^=]/.test(text.slice(at, Math.min(end, at + 64)));
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
  const first = text.charCodeAt(start);
  const last = text.charCodeAt(end - 1);
  return LOOK.mayBe(first, last, end - start) &&
    words.has(text.slice(start, end).toLowerCase());
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
