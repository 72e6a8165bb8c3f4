import { matchEnd, skipClosers } from "./glue.ts";
import { readValue } from "./read_value.ts";
import type { NamePlace, Source, Value } from "./value.ts";
import { WordLook } from "./word_look.ts";
import { BEYOND_ASCII, charset, complement, has, union } from "./charset.ts";

/** Words between a name and the one that brings its value. */
const MOST_WORDS = 8;
const MOST_WORD = 24;
const IN_WORD = union([charset("A-Za-z0-9'/(),-"), BEYOND_ASCII]);
/** The same for each byte: a sentence is long. */
const IS_IN_WORD = Uint8Array.from(
  { length: 256 },
  (_, byte) => has(IN_WORD, byte) ? 1 : 0,
);
/** Words that bring a value: in English, and in languages around it. */
const IS = new Set(
  ("is was are be to as equals became ist lautet est sera es será é è jest " +
    "är").split(" "),
);
const LOOK = new WordLook(IS);
/** The same without those that follow a verb, as in `pass … to`. */
const IS_ONLY = new Set([...IS].filter((word) => !/^(?:to|as|be)$/.test(word)));
/** Length of the name that may be that verb. */
const PASS = 4;
/** What may follow them before the value. */
const DRESSING =
  /(?:[ \t]+(?:now|just|simply|still|currently|set to|changed to|reset to|the following|this))?[ \t]*:?[ \t]*(?:\r?\n[ \t>]*){0,3}(?:\{(?:noformat|code|monospace)\})?/y;
/** Hyphen, dashes and arrows. */
const DASHES = new Set([0x2d, 0x2013, 0x2014, 0x2192, 0x21d2]);
const BREAK = /(?:\r?\n[ \t>`]*){0,4}/y;
/** Values of the public side of a key are no secrets. */
const ABOUT_SOMETHING_ELSE =
  /sha-?\d|md5|hash|fingerprint|checksum|digest|public|\bids?\b/i;

/** Length of ` id:`, the least that has one of those words. */
const LEAST_ABOUT = 4;

/** The value that a sentence gives to a name before. */
export function findProseValue(
  source: Source,
  name: NamePlace,
): Value | undefined {
  const at = afterConnector(source, name);
  if (at < 0) return undefined;
  const isNear = at - name.end < LEAST_ABOUT;
  if (!isNear && ABOUT_SOMETHING_ELSE.test(source.text.slice(name.end, at))) {
    return undefined;
  }
  return readValue(source, at, { name, link: "prose" });
}

/** Where a value may begin after `… is`, `… to` or `…:`; -1 if none is said. */
function afterConnector({ text, bytes }: Source, name: NamePlace): number {
  const words = name.end - name.start === PASS ? IS_ONLY : IS;
  let at = skipClosers(text, name.end);
  for (let word = 0; word <= MOST_WORDS; word++) {
    const start = skipSpaces(bytes, at);
    const first = bytes[start]!;
    if (first === COLON) {
      return matchEnd(BREAK, text, skipSpaces(bytes, start + 1));
    }
    if (start === at) return -1;
    if (first === HYPHEN || first > 127) {
      const isArrow = first === HYPHEN && bytes[start + 1] === ARROW_HEAD;
      if (isArrow) return skipSpaces(bytes, start + 2);
      if (isDash(text, start)) return skipSpaces(bytes, start + 1);
    }
    at = start;
    const limit = Math.min(text.length, start + MOST_WORD);
    while (at < limit && IS_IN_WORD[bytes[at]!] === 1) at++;
    if (at === start) return -1;
    const mayBe = LOOK.mayBe(first, bytes[at - 1]!, at - start);
    if (mayBe && words.has(text.slice(start, at))) {
      return matchEnd(DRESSING, text, at);
    }
  }
  return -1;
}

const COLON = 58;

/** A dash between words; two hyphens begin an option. */
function isDash(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return DASHES.has(code) && (code !== HYPHEN || text.charCodeAt(at + 1) <= 32);
}

const HYPHEN = 0x2d;
const ARROW_HEAD = 62;

function skipSpaces(bytes: Uint8Array, at: number): number {
  while (bytes[at] === 32 || bytes[at] === 9) at++;
  return at;
}

/** Whether ` as `, ` for ` or ` is ` stands shortly before a name. */
export function isSaidBefore(
  { bytes }: Source,
  { start }: NamePlace,
): boolean {
  if (bytes[start - 1] !== SPACE) return false;
  const least = Math.max(0, start - MOST_BEFORE);
  for (let at = start; at - 4 >= least; at--) {
    if (bytes[at - 1] !== SPACE) continue;
    const last = bytes[at - 2];
    if (last === SMALL_S) {
      const first = bytes[at - 3];
      if (bytes[at - 4] === SPACE && (first === SMALL_A || first === SMALL_I)) {
        return true;
      }
    } else if (last === SMALL_R && bytes[at - 3] === SMALL_O) {
      const isFor = bytes[at - 4] === SMALL_F && bytes[at - 5] === SPACE;
      if (isFor && at - 5 >= least) return true;
    }
  }
  return false;
}

const MOST_BEFORE = 40;
const SPACE = 32;
const SMALL_A = 97;
const SMALL_F = 102;
const SMALL_I = 105;
const SMALL_O = 111;
const SMALL_R = 114;
const SMALL_S = 115;

/** A value before its name: `use … as the password`. */
const AS =
  /["'`]?[ \t]+(?:as|for|is)[ \t]+(?:(?:the|my|your|our|its|a|an|new)[ \t]+)?(?:[\w-]{1,20}[ \t]+){0,3}$/y;
const IN_VALUE = complement(charset(" \t\r\n\f\v\"'`()"));
const LEAST_VALUE = 6;
const MOST_VALUE = 256;

/** The value that a sentence says is to be used as what it names after it. */
export function findValueBefore(
  source: Source,
  name: NamePlace,
): Value | undefined {
  if (!isSaidBefore(source, name)) return undefined;
  const { text } = source;
  const before = text.slice(wordStart(source, name.start), name.start);
  const from = name.start - before.length;
  for (let at = 0; at < before.length;) {
    const end = endOfValue(source, from + at, name.start) - from;
    AS.lastIndex = end;
    if (end - at >= LEAST_VALUE && AS.test(before)) {
      const value = before.slice(Math.max(at, end - MOST_VALUE), end);
      const length = /\S*$/.exec(value)![0].length;
      return length < LEAST_VALUE
        ? undefined
        : saidBefore(from + end - length, from + end);
    }
    at = end + 1;
  }
  return undefined;
}

function saidBefore(start: number, end: number): Value {
  const said = { isQuoted: false, isLine: false, isTight: false };
  return { start, end, link: "prose", ...said };
}

function endOfValue({ bytes }: Source, at: number, limit: number): number {
  while (at < limit && has(IN_VALUE, bytes[at]!)) at++;
  return at;
}

/** A few words before a place. */
function wordStart({ bytes }: Source, at: number): number {
  const least = Math.max(0, at - 320);
  let spaces = 0;
  while (at > least) {
    if (bytes[at - 1]! <= 32 && ++spaces > 7) break;
    at--;
  }
  return at;
}
