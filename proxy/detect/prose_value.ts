import type { NamePlace, Value } from "./find_value.ts";
import { readValue, type Source } from "./find_value.ts";

/** A few words after a name, and the one that brings its value. */
const IS =
  /(?:[ \t]+[A-Za-z0-9'/()-]{1,24}){0,6}?[ \t]+(?:is|was|are|be|to|as|equals|became|to be|will be|should be)(?=[ \t:\r\n])(?:[ \t]+(?:now|just|simply|still|currently|set to|changed to|reset to|the following|this))?[ \t]*:?[ \t]*(?:\r?\n[ \t>]*){0,3}/y;
/** The same, with a colon at the end of a line and the value on the next. */
const FOLLOWS =
  /(?:[ \t]+[A-Za-z0-9'/(),-]{1,24}){0,8}?[ \t]*:[ \t]*(?:\r?\n[ \t>`]*){0,4}/y;
/** A value before its name: `use … as the password`. */
const AS =
  /([^\s"'`()]{6,256})["'`]?[ \t]+(?:as|for|is)[ \t]+(?:(?:the|my|your|our|its|a|an|new)[ \t]+)?(?:[\w-]{1,20}[ \t]+){0,3}$/;
/** What stands right before a name then, looked at first. */
const AS_WORD = /[^\s] (?:as|for|is) (?:[\w-]{1,20} ){0,4}$/;

/** Values of the public side of a key are no secrets. */
const ABOUT_SOMETHING_ELSE =
  /sha-?\d|md5|hash|fingerprint|checksum|digest|public|\bids?\b/i;

/** The value that a sentence gives to a name. */
export function findProseValue(
  source: Source,
  name: NamePlace,
): Value | undefined {
  const { text } = source;
  const next = text.charCodeAt(name.end);
  if (next !== 32 && next !== 9) return undefined;
  for (const pattern of [IS, FOLLOWS]) {
    pattern.lastIndex = name.end;
    const found = pattern.exec(text);
    if (found === null) continue;
    const at = name.end + found[0].length;
    if (ABOUT_SOMETHING_ELSE.test(found[0])) return undefined;
    const value = readValue(source, at, { name, link: "prose" });
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The value that a sentence says is to be used as what it names after it. */
export function findValueBefore(
  { text }: Source,
  name: NamePlace,
): Value | undefined {
  if (text.charCodeAt(name.start - 1) !== 32) return undefined;
  if (!AS_WORD.test(text.slice(Math.max(0, name.start - 60), name.start))) {
    return undefined;
  }
  const from = wordStart(text, name.start);
  const found = AS.exec(text.slice(from, name.start));
  if (found === null) return undefined;
  const value = found[1]!;
  const start = from + found.index + found[0].indexOf(value);
  return {
    start,
    end: start + value.length,
    link: "prose",
    isQuoted: false,
    isLine: false,
    isTight: false,
  };
}

/** A few words before a place. */
function wordStart(text: string, at: number): number {
  const least = Math.max(0, at - 320);
  let spaces = 0;
  while (at > least) {
    if (text.charCodeAt(at - 1) <= 32 && ++spaces > 7) break;
    at--;
  }
  return at;
}
