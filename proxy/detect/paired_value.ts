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
  const pattern = pairPattern(text, closed);
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
function pairPattern(text: string, closed: number): RegExp | undefined {
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

/** Whether one more attribute of an element follows. */
function opensElement(text: string, at: number): boolean {
  return /^(?!value)[a-z]\w{1,20}=\\?"[^"<>]{0,60}">\s{0,40}</i.test(
    text.slice(at, at + 130),
  );
}

function endsLineSoon(text: string, at: number): boolean {
  const next = skipBlanks(text, at);
  const code = text.charCodeAt(next);
  return code === 10 || code === 13 || code === 123;
}
