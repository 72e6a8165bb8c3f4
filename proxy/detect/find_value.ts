import { charset, has } from "./charset.ts";
import {
  matchEnd,
  operatorAt,
  skipBlanks,
  skipClosers,
  skipDressing,
} from "./glue.ts";
import type { Operator } from "./operator.ts";
import { findPairedValue } from "./paired_value.ts";
import { readValue } from "./read_value.ts";
import { findSpacedValue } from "./spaced_value.ts";
import type { NamePlace, Source, Value } from "./value.ts";

/** The value that the text gives to a name; `undefined` if it gives none. */
export function findValue(source: Source, name: NamePlace): Value | undefined {
  const { text } = source;
  const closed = skipClosers(text, name.end);
  const blanks = skipBlanks(text, closed);
  const hasRemark = source.bytes[blanks] === PARENTHESIS;
  const at = hasRemark
    ? skipBlanks(text, matchEnd(REMARK, text, blanks))
    : blanks;
  const paired = findPairedValue(source, closed);
  if (paired !== undefined) return paired;
  const operator = operatorAt(text, at);
  if (operator === undefined) return findSpacedValue(source, name, at);
  const isCall = operator.link === "list" && opensCall(text, name.start);
  return afterOperator(
    source,
    name,
    isCall ? { ...operator, link: "call" } : operator,
  );
}

/** `("name"`: the name is the first argument of a call. */
function opensCall(text: string, nameStart: number): boolean {
  const before = text.charCodeAt(nameStart - 1);
  if (!has(MAY_OPEN_CALL, before)) return false;
  const isApart = before === 32 || before === 9;
  if (isApart && !has(MAY_COME_FIRST, text.charCodeAt(nameStart - 2))) {
    return false;
  }
  return OPENS_CALL.test(text.slice(Math.max(0, nameStart - 40), nameStart));
}

const MAY_OPEN_CALL = charset("A-Za-z0-9_.#[=( \t\"'`,-");

/** A bracket, or the comma after a first argument. */
const MAY_COME_FIRST = charset("([,");

const PARENTHESIS = 40;
/** Whose it is, in brackets: `Password (root): …`. */
const REMARK = /\([\w .@-]{1,30}\)(?=[ \t]{0,2}[:=])/y;

/** A bracket, perhaps one argument, and the mark that opens the name. */
const OPENS_CALL =
  /[([][ \t]?(?:["'][\w.]{1,12}["'],[ \t]?)?(?:\\?["'`][\w.#[=-]{0,20})?$/;

/** A type between a colon and the equals sign that brings the value. */
const TYPE_NAME =
  /[ \t]*[A-Za-z&_*?!][A-Za-z0-9_&'*<>[\]|., ?!:]{0,40}?[ \t]+=(?=[ \t])/y;

function afterOperator(
  source: Source,
  name: NamePlace,
  operator: Operator,
): Value | undefined {
  const { text } = source;
  const isColon = text.charCodeAt(operator.end - 1) === COLON;
  const typed = isColon ? skipType(text, operator.end) : operator.end;
  const item = isColon && endsLineAt(text, typed)
    ? matchEnd(LIST_ITEM, text, typed)
    : typed;
  if (item > typed && text.charCodeAt(name.end - 1) !== PLURAL) {
    return readValue(source, skipDressing(text, item), { name, link: "list" });
  }
  const at = skipDressing(text, typed);
  return readValue(source, opensBracket(text, at) ? at + 1 : at, {
    name,
    link: operator.link,
  });
}

/** Steps over a type between a colon and what brings the value. */
function skipType(text: string, at: number): number {
  const first = text.charCodeAt(skipBlanks(text, at));
  const lazy = first === CAPITAL_S ? matchEnd(LAZY, text, at) : at;
  return hasEqualsSoon(text, lazy) ? matchEnd(TYPE_NAME, text, lazy) : lazy;
}

/** Whether blanks are all that stands between a place and a line's end. */
function endsLineAt(text: string, at: number): boolean {
  const code = text.charCodeAt(skipBlanks(text, at));
  return code === 10 || code === 13;
}

const COLON = 58;
const CAPITAL_S = 83;

/** Kotlin's type before what makes the value when it is first read. */
const LAZY = /[ \t]*String\??[ \t]+by[ \t]+lazy[ \t]*\{[ \t]*/y;
/** The first of a list in YAML, as recorded headers have it. */
const LIST_ITEM = /[ \t]*\r?\n[ \t]{1,40}- [ \t]?/y;
/** The letter that makes a name one of several values. */
const PLURAL = 115;

/** `name=[value]`, as logs have it: right after the sign, and closed soon. */
function opensBracket(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== BRACKET || text.charCodeAt(at - 1) !== EQUALS) {
    return false;
  }
  return /^\[[^\s"'`,[\]]{8,}\]/.test(text.slice(at, at + MOST_BRACKET));
}

const BRACKET = 91;
const EQUALS = 61;
const MOST_BRACKET = 300;

/** Longest name of a type, and a little. */
const MOST_TYPE = 48;

function hasEqualsSoon(text: string, at: number): boolean {
  const limit = Math.min(text.length, at + MOST_TYPE);
  for (let i = at; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === 61) return true;
    if (code === 10 || code === 34) return false;
  }
  return false;
}

/** How far after the operator a program's second choice may stand. */
const MOST_CHOICE = 120;
/** What comes right before it: `a || "b"`, `get("a", "b")`, `${a:-"b"}`. */
const CHOICE = /(?:\|\||\?\?|\bor|,|:-|\?:|\belse|\)[ \t]?\{)[ \t]{0,3}$/;

/** The value that a program uses when what it reads first is not there. */
export function findFallback(
  source: Source,
  name: NamePlace,
): Value | undefined {
  const { text } = source;
  const at = skipBlanks(text, skipClosers(text, name.end));
  const operator = operatorAt(text, at);
  if (operator?.link !== "assign") return undefined;
  const limit = Math.min(text.length, operator.end + MOST_CHOICE);
  let open = nextQuote(text, operator.end, limit);
  while (open >= 0) {
    if (CHOICE.test(text.slice(Math.max(operator.end, open - 8), open))) {
      return readValue(source, open, { name, link: "assign" });
    }
    const closed = closingQuote(text, open, limit);
    open = closed < 0 ? -1 : nextQuote(text, closed + 1, limit);
  }
  return undefined;
}

/** The next quotation mark on the line; -1 if there is none. */
function nextQuote(text: string, at: number, limit: number): number {
  for (let i = at; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === 34 || code === 39 || code === 96) return i;
    if (code === 10 || code === 59) return -1;
  }
  return -1;
}

function closingQuote(text: string, open: number, limit: number): number {
  const mark = text.charCodeAt(open);
  for (let i = open + 1; i < limit; i++) {
    if (text.charCodeAt(i) === mark) return i;
  }
  return -1;
}
