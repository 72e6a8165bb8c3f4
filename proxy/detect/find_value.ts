import { charset, complement, has } from "./charset.ts";
import type { RunEnds } from "./match.ts";
import { closingOf, quoteAt } from "./quotes.ts";

/** How a value was tied to its name. */
export type Link =
  | "assign"
  | "call"
  | "compare"
  | "element"
  | "flag"
  | "list"
  | "prose"
  | "space"
  | "table";

/** A value that stands for a name, without its quotation marks. */
export interface Value {
  readonly start: number;
  readonly end: number;
  readonly link: Link;
  readonly isQuoted: boolean;
  /** Alone on its line after the name, as in `.env`, YAML and INI files. */
  readonly isLine: boolean;
  /** Right after an equals sign, as in a shell or a query. */
  readonly isTight: boolean;
}

/** Where a name stands. */
export interface NamePlace {
  readonly start: number;
  readonly end: number;
}

/** Longest value between quotation marks; a longer one is cut. */
const MOST_VALUE = 8192;
/** Longest value between typographic quotation marks. */
const MOST_NOTED = 128;
const MOST_BLANKS = 40;
const NAME_CLOSERS = charset("\"'`\\]})*_?!$");
const BLANK = charset(" \t");
const BARE = complement(charset(" \t\r\n\"'`,;()[]{}<>|&\\\u0000\u001b\f\v"));
const QUERY = complement(charset(" \t\r\n\"'`,;)]}<>|&\\#\u0000\u001b\f\v"));
const LINE = complement(charset(" \t\r\n\\\u0000\u001b\f\v"));

/** A text, and where runs in it are known to end. */
export interface Source {
  readonly text: string;
  readonly runs: RunEnds;
}

/** The value that the text gives to a name; `undefined` if it gives none. */
export function findValue(source: Source, name: NamePlace): Value | undefined {
  const { text } = source;
  const closed = skipClosers(text, name.end);
  const at = skipBlanks(text, closed);
  const paired = pairedValue(source, closed);
  if (paired !== undefined) return paired;
  const operator = operatorAt(text, at);
  if (operator === undefined) return spacedValue(source, name, at);
  return afterOperator(source, name, operator);
}

function skipClosers(text: string, at: number): number {
  const limit = Math.min(at + 8, text.length);
  while (at < limit) {
    const quote = quoteAt(text, at);
    const coloured = quote === "" ? matchEnd(COLOUR, text, at) : at;
    if (coloured > at) return coloured;
    if (quote !== "") at += quote.length;
    else if (has(NAME_CLOSERS, text.charCodeAt(at))) at++;
    else break;
  }
  return at;
}

const COLOUR = /(?:(?:\u001b|\\+(?:u001b|x1b|033|e))\[[0-9;]{0,12}m){1,3}/iy;

function skipBlanks(text: string, at: number): number {
  const limit = Math.min(at + MOST_BLANKS, text.length);
  while (at < limit && has(BLANK, text.charCodeAt(at))) at++;
  return at;
}

interface Operator {
  readonly end: number;
  readonly link: Link;
}

const OPERATOR =
  /(?::=|===?|=>|->|<-|!==?|\?\?=|\?=|\|\|=|\+=|=(?!~)|:(?!:)|&gt;|%3D|%3A|\\u003[da])/iy;

function operatorAt(text: string, at: number): Operator | undefined {
  const code = text.charCodeAt(at);
  if (code === 44) return { end: at + 1, link: "list" };
  if (code === 40) return { end: at + 1, link: "call" };
  if (code === 62) return { end: at + 1, link: "element" };
  if (code === 124 && text.charCodeAt(at + 1) !== 124) {
    return { end: at + 1, link: "table" };
  }
  OPERATOR.lastIndex = at;
  const found = OPERATOR.exec(text)?.[0];
  if (found === undefined) return undefined;
  const isCompare = found.startsWith("==") || found.startsWith("!");
  return { end: at + found.length, link: isCompare ? "compare" : "assign" };
}

/** What may stand between an operator and a value without meaning anything. */
const DRESSING =
  /(?:[ \t*_]{1,24}|<\/?(?:b|i|em|strong|code|span|kbd|tt|pre)>|(?:\u001b|\\+(?:u001b|x1b|033|e))\[[0-9;]{0,12}m|<!\[CDATA\[){1,6}/y;
/** A line break before a value, only when a quotation mark follows. */
const LINE_BREAK = /[ \t]*\\?\r?\n[ \t]{1,40}(?=["'`])/y;
/** YAML's block scalar: the value stands on the next line. */
const BLOCK_SCALAR = /[|>][+-]?[0-9]?[ \t]*\r?\n[ \t]+/y;
/** Conversions and prefixes that keep a literal what it is. */
const WRAPPER =
  /(?:new\s{1,3})?(?:[brufL]{1,2}|@\$?|\$@?|&|String(?:::from)?\(|Some\(|str\(|bytes\(|SecretString(?:::(?:from|new))?\(|SecretStr\(|Secret(?:::new)?\(|std::string\(|\[\]byte\(|Buffer\.from\(|base64\.b64decode\(|btoa\(|atob\(|stringPtr\(|(?:aws\.)?String\(|to\.Ptr\(|sensitive\(|unescape\(|\[\s{0,3}|\(|@|#){1,2}\s{0,2}(?=\\{0,4}["'`])/y;
/** A type between a colon and the equals sign that brings the value. */
const TYPE_NAME =
  /[ \t]*[A-Za-z&_*?!][A-Za-z0-9_&'*<>[\]|., ?!:]{0,40}?[ \t]+=(?=[ \t])/y;

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? at : at + found[0].length;
}

function afterOperator(
  source: Source,
  name: NamePlace,
  operator: Operator,
): Value | undefined {
  const { text } = source;
  let at = operator.end;
  if (text.charCodeAt(at - 1) === 58) at = matchEnd(TYPE_NAME, text, at);
  at = matchEnd(DRESSING, text, at);
  at = matchEnd(LINE_BREAK, text, at);
  at = matchEnd(BLOCK_SCALAR, text, at);
  at = matchEnd(WRAPPER, text, at);
  return readValue(source, at, { name, link: operator.link });
}

/**
 * A value beside its name in a pair of fields: `- name: K` and `value: v`,
 * `"key": "K", "value": "v"`, `<key>K</key><string>v</string>`.
 */
const PAIR =
  /(?:[\s,;]|\\[nrt]){0,60}["'\\]{0,4}(?:value|default|default_value|defaultValue|content|val|string_value|stringValue|secret_string|SecretString|plaintext|data)["'\\]{0,4}[ \t]{0,4}[:=][ \t]{0,4}/iy;
const ELEMENT_PAIR =
  /<\/(?:key|name|td|th|b|strong|dt|label|code|string|var|entry)>[\s:=]{0,60}<(?:string|value|td|dd|code|span|kbd|entry|val|integer|data)(?: [^<>\n]{0,60})?>/iy;

/** `variable "k" {` or `K:` with a line `default = v` further in. */
const NESTED =
  /[ \t]{0,4}(?::|=?[ \t]{0,2}\{)[ \t]*\r?\n(?:[ \t]+[\w-]{1,30}["']?[ \t]*[:=][^\n]{0,80}\n){0,4}?[ \t]+["']?(?:default|value)["']?[ \t]*[:=][ \t]*/iy;

function pairedValue(source: Source, closed: number): Value | undefined {
  const { text } = source;
  const pattern = pairPattern(text, closed);
  const at = pattern ? matchEnd(pattern, text, closed) : closed;
  if (at === closed) return undefined;
  const start = matchEnd(WRAPPER, text, matchEnd(DRESSING, text, at));
  return readValue(source, start, {
    name: { start: at, end: at },
    link: pattern === ELEMENT_PAIR ? "element" : "assign",
  });
}

/** Which pair there may be, by what follows the name. */
function pairPattern(text: string, closed: number): RegExp | undefined {
  const at = skipBlanks(text, closed);
  switch (text.charCodeAt(at)) {
    case 60: // <
      return ELEMENT_PAIR;
    case 58: // :
    case 61: // =
    case 123: // {
      return endsLineSoon(text, at + 1) ? NESTED : undefined;
    case 10:
    case 13:
    case 44: // ,
    case 59: // ;
    case 92: // backslash
      return PAIR;
  }
  return at > closed ? PAIR : undefined;
}

function endsLineSoon(text: string, at: number): boolean {
  const next = skipBlanks(text, at);
  const code = text.charCodeAt(next);
  return code === 10 || code === 13 || code === 123;
}

/** What a program takes when the place it looks in first is empty. */
const FALLBACK =
  /[^\n"'`;]{0,90}?(?:["'][\w.-]{1,60}["'][\])]{0,2}[^\n"'`;]{0,20}?)?(?:\|\||\?\?|\bor\b|,|:-|\?:|\belse\b)[ \t]{0,3}(?=["'`])/y;

/** The value that a program uses when what it reads first is not there. */
export function findFallback(
  source: Source,
  name: NamePlace,
): Value | undefined {
  const { text } = source;
  const at = skipBlanks(text, skipClosers(text, name.end));
  const operator = operatorAt(text, at);
  if (operator?.link !== "assign") return undefined;
  if (!/[A-Za-z$(]/.test(text.charAt(skipBlanks(text, operator.end)))) {
    return undefined;
  }
  const start = matchEnd(FALLBACK, text, operator.end);
  if (start === operator.end) return undefined;
  return readValue(source, start, { name, link: "assign" });
}

/** Words before a name after which a bare value follows. */
const DIRECTIVES = new Set(
  ("env arg export set setx setenv define #define secret config configure " +
    "-x -gx -ux -xg -e --env --from-literal --build-arg const put add")
    .split(" "),
);
/** Words two before a name, as in `login somebody password …`. */
const LOGINS = new Set(["login", "user", "account", "username"]);

function spacedValue(
  source: Source,
  name: NamePlace,
  at: number,
): Value | undefined {
  const { text } = source;
  if (at === name.end || text.charCodeAt(at) < 32) return undefined;
  const start = matchEnd(WRAPPER, text, at);
  if (isFlag(text, name.start)) {
    return readValue(source, start, { name, link: "flag" });
  }
  const isTied = quoteAt(text, start) !== "" || isDirected(text, name.start);
  return isTied ? readValue(source, start, { name, link: "space" }) : undefined;
}

/** `--name` or `-name`, not `some-name`. */
function isFlag(text: string, nameStart: number): boolean {
  let at = nameStart;
  while (at > 0 && text.charCodeAt(at - 1) === 45) at--;
  return at < nameStart && (at === 0 || /[\s"'`[(,]/.test(text.charAt(at - 1)));
}

function isDirected(text: string, nameStart: number): boolean {
  const one = wordBefore(text, nameStart);
  if (one === undefined) return false;
  if (DIRECTIVES.has(one.word)) return true;
  const two = wordBefore(text, one.start);
  return two !== undefined && LOGINS.has(two.word);
}

const MOST_WORD = 16;

/** The word before a place on the same line, lower case, if it is short. */
function wordBefore(text: string, at: number) {
  let end = at;
  while (end > 0 && has(AROUND_WORD, text.charCodeAt(end - 1))) end--;
  let start = end;
  while (start > 0 && end - start <= MOST_WORD) {
    const code = text.charCodeAt(start - 1);
    if (code <= 32 || has(AROUND_WORD, code)) break;
    start--;
  }
  if (start === end || end - start > MOST_WORD || end === at) return undefined;
  return { start, word: text.slice(start, end).toLowerCase() };
}

const AROUND_WORD = charset(" \t\"'");

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
  return { start, end, link, isQuoted: true, isLine: false, isTight: false };
}

function closingPlace(
  text: string,
  start: number,
  { closing, isLong }: { readonly closing: string; readonly isLong: boolean },
): number {
  const first = closing.charCodeAt(0);
  const most = first > 126 ? MOST_NOTED : MOST_VALUE;
  const limit = Math.min(start + most, text.length);
  for (let at = start; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 && !isLong) return trimEnd(text, start, at);
    if (code === first && text.startsWith(closing, at)) return at;
    if (code === 92) at++;
  }
  return limit;
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
  const isQuery = isQueryPlace(text, name.start);
  const isLine = !isQuery && MAY_BE_LINE.has(link) &&
    startsLine(text, name.start) && endsLine(text, runs.endOf(LINE, at));
  const set = isLine ? LINE : isQuery ? QUERY : BARE;
  const run = runs.endOf(set, at);
  const end = isLine ? trimCode(text, at, run) : trimSentence(text, at, run);
  if (end <= at) return undefined;
  const isTight = text.charCodeAt(at - 1) === 61;
  return { start: at, end, link, isQuoted: false, isLine, isTight };
}

const MAY_BE_LINE: ReadonlySet<Link> = new Set(["assign", "space"]);

/** In a query string or a list of cookies. */
function isQueryPlace(text: string, nameStart: number): boolean {
  const before = text.charCodeAt(nameStart - 1);
  return before === 63 || before === 38;
}

const LINE_START =
  /(?:^|\n|\\n)[ \t>+|-]*(?:(?:export|set|setx|setenv|ENV|ARG|env|declare|-gx|-Ux|-xg|-x|local|readonly|unset|\$env:|let|var|const|- |-e |--env )[ \t]*)*["']?$/;

function startsLine(text: string, nameStart: number): boolean {
  const from = Math.max(0, nameStart - 60);
  const before = text.slice(from, nameStart);
  return LINE_START.test(from === 0 ? before : before.replace(/^[^\n]*/, "")) ||
    from === 0 && /^[ \t>+-]*(?:export |set |ENV |ARG )?$/.test(before);
}

/** Whether nothing but a comment follows on the line where a value ends. */
function endsLine(text: string, end: number): boolean {
  const rest = skipBlanks(text, end);
  const code = text.charCodeAt(rest);
  return rest >= text.length || code === 10 || code === 13 || code === 35;
}

/** Without what ends a statement of a program. */
function trimCode(text: string, start: number, end: number): number {
  while (end > start && /[,;)}\]"'`]/.test(text.charAt(end - 1))) end--;
  return end;
}

/** Without what ends a sentence. */
function trimSentence(text: string, start: number, end: number): number {
  while (end > start && /[.:!?*_]/.test(text.charAt(end - 1))) end--;
  return end;
}
