import { BLANK, charset, has, WORD } from "./charset.ts";
import { matchEnd, skipBlanks, skipDressing } from "./glue.ts";
import { readValue } from "./read_value.ts";
import type { Source, Value } from "./value.ts";

/**
 * A value beside its name in a pair of fields: `- name: K` and `value: v`,
 * `"key": "K", "value": "v"`, `<key>K</key><string>v</string>`.
 */
const PAIR =
  /(?:[\s,;]|\\[nrt]){0,60}["'\\]{0,4}(?:android:)?(?:value|default|default_value|defaultValue|content|val|string_value|stringValue|secret_string|SecretString|plaintext|data)["'\\]{0,4}[ \t]{0,4}[:=][ \t]{0,4}/iy;
const ELEMENT_PAIR =
  /<\/(?:[\w-]{0,20}key|[\w-]{0,20}name|td|th|b|strong|dt|label|code|string|var|entry)>[\s:=]{0,60}<(?:string|[\w-]{0,20}value|td|dd|code|span|kbd|entry|val|integer|data)(?: [^<>\n]{0,60})?>/iy;

/** `variable "k" {` or `K:` with a line `default = v` further in. */
const NESTED =
  /[ \t]{0,4}(?::|=?[ \t]{0,2}\{)[ \t]*\r?\n(?:[ \t]+[\w-]{1,30}["']?[ \t]*[:=][^\n]{0,80}\n){0,4}?[ \t]+["']?(?:default|value)["']?[ \t]*[:=][ \t]*/iy;

/** The value that stands in a field beside the name, which ended at `closed`. */
export function findPairedValue(
  source: Source,
  closed: number,
): Value | undefined {
  const { text } = source;
  const pattern = pairPattern(source, closed);
  const at = pattern ? matchEnd(pattern, text, closed) : closed;
  if (at === closed) return undefined;
  return readValue(source, skipDressing(text, at), {
    name: { start: at, end: at },
    link: isElement(pattern) ? "element" : "assign",
  });
}

function isElement(pattern: RegExp | undefined): boolean {
  return pattern === ELEMENT_PAIR || pattern === NESTED_ELEMENT;
}

/** What PHP writes between the strings of a name and of its value. */
const SERIALIZED = /;s:\d{1,5}:(?=\\{0,4}["'])/y;
/** An element within that of the name: `<Password><Value>…`. */
const NESTED_ELEMENT =
  /(?: [^<>\n]{0,80})?>\s{0,60}<(?:value|string|plaintext|text)>/iy;

/** Which pair there may be, by what follows the name. */
function pairPattern(source: Source, closed: number): RegExp | undefined {
  const { text } = source;
  const at = skipBlanks(text, closed);
  if (text.startsWith(";s:", at)) return SERIALIZED;
  if (at > closed && opensElement(text, at)) return NESTED_ELEMENT;
  switch (text.charCodeAt(at)) {
    case 62: // >
      return NESTED_ELEMENT;
    case 60: // <
      return ELEMENT_PAIR;
    case 58: // :
    case 61: // =
    case 123: // {
      return endsLineSoon(text, at + 1) && mayBeNested(source, at)
        ? NESTED
        : undefined;
    case 10:
    case 13:
    case 44: // ,
    case 59: // ;
    case 92: // backslash
      return mayBePair(source, closed) ? PAIR : undefined;
  }
  return at > closed && mayBePair(source, closed) ? PAIR : undefined;
}

/** What may stand before the second field's name. */
const BEFORE_FIELD = charset(" \t\r\n\f\v,;\"'\\");
/** Most that may stand there: sixty, each of two characters, and marks. */
const MOST_BEFORE = 124;

/** A first, quick look: whether a field may begin next that is called so. */
function mayBePair({ bytes, text }: Source, closed: number): boolean {
  const limit = Math.min(text.length, closed + MOST_BEFORE);
  let at = closed;
  while (at < limit) {
    const code = bytes[at]!;
    if (code > 127) return true;
    if (!has(BEFORE_FIELD, code)) break;
    // The letter of an escaped break or tab goes with its backslash.
    const isEscape = code === 92 && has(ESCAPED, bytes[at + 1]!);
    at += isEscape ? 2 : 1;
  }
  return mayBeField(bytes, at);
}

/** Whether the name of a second field may begin there, by two of its letters. */
function mayBeField(bytes: Uint8Array, at: number): boolean {
  const second = bytes[at + 1]! | 32;
  switch (bytes[at]! | 32) {
    case 97: // android:
      return second === 110;
    case 99: // content
      return second === 111;
    case 100: // default, data
      return second === 101 || second === 97;
    case 112: // plaintext
      return second === 108;
    case 115: // string, secret_string
      return second === 116 || second === 101 && isSecretString(bytes, at);
    case 118: // value, val
      return second === 97;
  }
  return false;
}

/** Whether `_string` or `String` may follow `secret`. */
function isSecretString(bytes: Uint8Array, at: number): boolean {
  const next = bytes[at + "secret".length]!;
  return next === 95 || (next | 32) === 115;
}

const ESCAPED = charset("nrt");

/** Whether one more attribute of an element follows. */
function opensElement(text: string, at: number): boolean {
  let equals = at;
  while (has(WORD, text.charCodeAt(equals))) equals++;
  if (text.charCodeAt(equals) !== 61 || equals - at < 2 || equals - at > 21) {
    return false;
  }
  return /^(?!value)[a-z]\w{1,20}=\\?"[^"<>]{0,60}">\s{0,40}</i.test(
    text.slice(at, at + 130),
  );
}

function endsLineSoon(text: string, at: number): boolean {
  const next = skipBlanks(text, at);
  const code = text.charCodeAt(next);
  return code === 10 || code === 13 || code === 123;
}

/** Lines below a name of which one may be the field with the value. */
const MOST_LINES = 5;
/** A longer line may be any. */
const MOST_LINE = 200;
const BREAK = 10;
const QUOTES = charset("\"'");
const DEFAULT_STARTS = charset("dvDV");

/** A first, quick look: whether a line further in may begin with that field. */
function mayBeNested({ bytes, text }: Source, from: number): boolean {
  let at = from;
  for (let line = 0; line < MOST_LINES; line++) {
    const limit = Math.min(text.length, at + MOST_LINE);
    while (at < limit && bytes[at] !== BREAK) at++;
    if (at === limit) return limit < text.length;
    const start = ++at;
    while (has(BLANK, bytes[at]!)) at++;
    if (at === start) return false;
    const first = has(QUOTES, bytes[at]!) ? at + 1 : at;
    if (has(DEFAULT_STARTS, bytes[first]!)) return true;
  }
  return false;
}
