import { BEYOND_ASCII, type Charset, charset, has, union } from "./charset.ts";
import { foreignOperator } from "./foreign_operator.ts";
import type { Operator } from "./operator.ts";
import { quoteAt } from "./quotes.ts";

const MOST_BLANKS = 40;
const NAME_CLOSERS = charset("\"'`\\]})*_?!$");
const MAY_CLOSE = union([NAME_CLOSERS, charset("&%\u001b"), BEYOND_ASCII]);
const OPERATORS = charset(":=<!?|+&%\\-");

/** Steps over what closes a name: quotation marks, brackets, colour codes. */
export function skipClosers(text: string, at: number): number {
  if (!has(MAY_CLOSE, text.charCodeAt(at))) return at;
  const limit = Math.min(at + 8, text.length);
  while (at < limit && has(MAY_CLOSE, text.charCodeAt(at))) {
    const quote = quoteAt(text, at);
    if (quote !== "") {
      at += quote.length;
      continue;
    }
    const code = text.charCodeAt(at);
    const coloured = has(COLOUR_STARTS, code) ? matchEnd(COLOUR, text, at) : at;
    if (coloured > at) return coloured;
    if (!has(NAME_CLOSERS, code)) break;
    at++;
  }
  return at;
}

const COLOUR_STARTS = charset("\u001b\\");
// deno-lint-ignore no-control-regex
const COLOUR = /(?:(?:\u001b|\\+(?:u001b|x1b|033|e))\[[0-9;]{0,12}m){1,3}/iy;

/** Steps over blanks and tabs, but not over many. */
export function skipBlanks(text: string, at: number): number {
  const limit = Math.min(at + MOST_BLANKS, text.length);
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 9) break;
    at++;
  }
  return at;
}

const OPERATOR =
  /(?::=|<<<|===?|=>|->|<-|!==?|\?\?=|\?=|\|\|=|\+=|=(?!~)|::(?=[ \t])|:(?!:)|&gt;|%3D|%3A|\\u003[da])/iy;

/** How tests of pages fill in the field that was named before. */
const TYPES_INTO =
  /\.(?:clear\(\)\.)?(?:send_?keys|type|fill|press_?sequentially|set_?value|val|input)\(/iy;

/** The operator at a place; `undefined` if there is none. */
export function operatorAt(text: string, at: number): Operator | undefined {
  const code = text.charCodeAt(at);
  if (code === 44) return { end: at + 1, link: "list" };
  if (code === 40) return { end: at + 1, link: "call" };
  if (code === 62) return { end: at + 1, link: "element" };
  if (code === 124 && text.charCodeAt(at + 1) !== 124) {
    return { end: at + 1, link: "table" };
  }
  if (code > 126) return foreignOperator(text, at);
  if (code === 46) {
    const end = matchEnd(TYPES_INTO, text, at);
    return end > at ? { end, link: "call" } : undefined;
  }
  if (!has(OPERATORS, code)) return undefined;
  const next = text.charCodeAt(at + 1);
  if (code === 58 && next !== 58 && next !== 61) return assignTo(at + 1);
  if (code === 61 && next !== 61 && next !== 62 && next !== 126) {
    return assignTo(at + 1);
  }
  const end = matchEnd(OPERATOR, text, at);
  if (end === at) return undefined;
  const isCompare = code === 33 || code === 61 && next === 61;
  return { end, link: isCompare ? "compare" : "assign" };
}

function assignTo(end: number): Operator {
  return { end, link: "assign" };
}

/** What may stand between an operator and a value without meaning anything. */
const DRESSING =
  // deno-lint-ignore no-control-regex
  /(?:[ \t]{1,24}|\*{1,3}|_{1,2}(?=["'`*])|<\/?(?:b|i|em|strong|code|span|kbd|tt|pre)>|(?:&[\w-]{1,20}|!!?(?:str|binary))[ \t]{1,4}|(?:\u001b|\\+(?:u001b|x1b|033|e))\[[0-9;]{0,12}m|<!\[CDATA\[){1,6}/y;
/** A line break before a value, only when a quotation mark follows. */
const LINE_BREAK = /[ \t]*\\?\r?\n[ \t]{1,40}(?:string\(\d{1,6}\) )?(?=["'`])/y;
/** YAML's block scalar: the value stands on the next line. */
const BLOCK_SCALAR = /[|>][+-]?[0-9]?[ \t]*\r?\n[ \t]+/y;
/** Conversions and prefixes that keep a literal what it is. */
const WRAPPER =
  /(?:new\s{1,3})?(?:[brufLN]{1,2}|@\$?|\$@?|&|String(?:::from)?\(|Some\(|str\(|bytes\(|SecretString(?:::(?:from|new))?\(|SecretStr\(|Secret(?:::new)?\(|std::string\(|\[\]byte\(|Buffer\.from\(|base64\.b64decode\(|btoa\(|atob\(|stringPtr\(|(?:aws\.)?String\(|to\.Ptr\(|sensitive\(|unescape\(|\{\s{0,3}(?:"(?:description|type|required|sensitive|generator)"\s?:\s?(?:"[^"\n]{0,80}"|true|false),\s{0,3}){0,3}["']?(?:value|default|secure_?value|plaintext)["']?\s{0,2}[:=]|\[\s{0,3}|\(|@|#){1,2}\s{0,2}(?=\\{0,4}["'`])/y;
/** What each of them may begin with: a first, quick look. */
const DRESSINGS: readonly (readonly [Charset, RegExp])[] = [
  [charset(" \t*_<&!\u001b\\"), DRESSING],
  [charset(" \t\r\n\\"), LINE_BREAK],
  [charset("|>"), BLOCK_SCALAR],
];
/** What may go on after blanks, or begins with them. */
const MAY_DRESS = union(DRESSINGS.map(([starts]) => starts));
const MAY_WRAP = charset("nbrufLNSsBat@$&({[#");
const IN_WRAPPER = charset("A-Za-z0-9_.:");
/** What follows the first word of a wrapper, or is its first mark. */
const AFTER_WRAPPER = charset(" \t\r\n\f\v([{@$&#\"'`\\");
/** Longest prefix of a literal that blanks may follow, but for `new`. */
const MOST_PREFIX = 4;

/** Steps over what may stand before a value without meaning anything. */
export function skipDressing(text: string, at: number): number {
  if (isStarred(text, at)) return at;
  const bare = skipBlanks(text, at);
  if (!has(MAY_DRESS, text.charCodeAt(bare))) at = bare;
  for (const [starts, pattern] of DRESSINGS) {
    if (has(starts, text.charCodeAt(at))) at = matchEnd(pattern, text, at);
  }
  return mayBeWrapped(text, at) ? matchEnd(WRAPPER, text, at) : at;
}

/** A star right after `=` that no second one answers: the value begins with it. */
function isStarred(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== STAR || text.charCodeAt(at - 1) !== EQUALS) {
    return false;
  }
  return !/^\*{1,2}[^\s*]{1,200}\*/.test(text.slice(at, at + MOST_STARRED));
}

const STAR = 42;
const EQUALS = 61;
const MOST_STARRED = 208;

/** Longest wrapper before a quotation mark. */
const MOST_WRAPPER = 32;

/** Whether something other than a mark comes first, and a mark soon. */
function mayBeWrapped(text: string, at: number): boolean {
  if (!has(MAY_WRAP, text.charCodeAt(at))) return false;
  const limit = Math.min(text.length, at + MOST_WRAPPER);
  let end = at;
  while (end < limit && has(IN_WRAPPER, text.charCodeAt(end))) end++;
  if (!has(AFTER_WRAPPER, text.charCodeAt(end))) return false;
  const isWord = end - at > MOST_PREFIX && text.charCodeAt(end) <= 32;
  if (isWord) return false;
  for (let i = end; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === 34 || code === 39 || code === 96) return true;
    if (code === 10 || code === 59) return false;
  }
  return false;
}

/** Where a sticky pattern ends that is tried at a place; there if it fails. */
export function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
