import { charset, has, LETTER_OR_DIGIT } from "./charset.ts";
import { matchEnd, skipDressing } from "./glue.ts";
import { quoteAt } from "./quotes.ts";
import { BARE, readValue } from "./read_value.ts";
import type { NamePlace, Source, Value } from "./value.ts";

/** Words before a name after which a bare value follows. */
const DIRECTIVES = new Set(
  ("env arg export set setx setenv define #define secret config configure " +
    "fastcgi_param proxy_set_header passenv let var " +
    "with using -x -gx -ux -xg -e --env --from-literal --build-arg const put add")
    .split(" "),
);
/** Words two before a name, as in `login somebody password …`. */
const LOGINS = new Set(["login", "user", "account", "username"]);

/** The value after a name and blanks: of an option, a directive, a column. */
export function findSpacedValue(
  source: Source,
  name: NamePlace,
  at: number,
): Value | undefined {
  const { text } = source;
  if (at === name.end || text.charCodeAt(at) < 32) return undefined;
  const isTyped = has(MAY_BE_TYPE, text.charCodeAt(at));
  const typed = isTyped ? matchEnd(TYPED, text, at) : at;
  const dotted = matchEnd(LEADERS, text, typed);
  const start = skipDressing(text, dotted);
  if (dotted > at) return readValue(source, start, { name, link: "assign" });
  if (isFlag(text, name.start)) {
    return readValue(source, start, { name, link: "flag" });
  }
  const isTied = quoteAt(text, start) !== "" ||
    isDirected(text, name.start) || isTokenNext(source, start) ||
    isDirective(source, name, start);
  return isTied ? readValue(source, start, { name, link: "space" }) : undefined;
}

/** Dots that lead from a name to its value, as in a printed table. */
const LEADERS = /\.{3,60}[ \t]{1,4}/y;

/** Names after which a server's configuration gives the value. */
const SETTINGS = new Set(
  "requirepass masterauth rootpw bindpw olcrootpw tls-key-file-pass userpassword"
    .split(" "),
);

function isDirective(source: Source, name: NamePlace, at: number): boolean {
  const { text } = source;
  const { start, end } = name;
  const word = text.slice(start, end);
  if (start > 0 && text.charCodeAt(start - 1) !== 10) {
    return PASSWORD.test(word) && isIndented(text, start) &&
      isAloneAfter(source, at);
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

const MAY_BE_TYPE = charset("xtsacvrnXTSACVRN");

/** Shortest word that is taken for a value only because it comes next. */
const LEAST_NEXT = 16;

const MOST_NEXT = 8192;

/** A long word with a digit: what no sentence goes on with. */
function isTokenNext({ text, runs }: Source, at: number): boolean {
  if (!has(LETTER_OR_DIGIT, text.charCodeAt(at))) return false;
  const end = runs.endOf(BARE, at);
  return end - at >= LEAST_NEXT && end - at < MOST_NEXT &&
    text.charCodeAt(end) !== 40 &&
    /\d/.test(text.slice(at, at + 64)) &&
    !/\(|=[^=]/.test(text.slice(at, Math.min(end, at + 64)));
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
