import { matchEnd, skipClosers } from "./glue.ts";
import { readValue } from "./read_value.ts";
import type { NamePlace, Source, Value } from "./value.ts";
import { BEYOND_ASCII, charset, has, union } from "./charset.ts";

/** Words between a name and the one that brings its value. */
const MOST_WORDS = 8;
const MOST_WORD = 24;
/** Longest word that brings a value. */
const MOST_IS = 6;
const IN_WORD = union([charset("A-Za-z0-9'/(),-"), BEYOND_ASCII]);
/** Words that bring a value: in English, and in languages around it. */
const IS = new Set(
  ("is was are be to as equals became ist lautet est sera es será é è jest " +
    "är").split(" "),
);
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

/** The value that a sentence gives to a name before. */
export function findProseValue(
  source: Source,
  name: NamePlace,
): Value | undefined {
  const at = afterConnector(source.text, name);
  if (at < 0) return undefined;
  if (ABOUT_SOMETHING_ELSE.test(source.text.slice(name.end, at))) {
    return undefined;
  }
  return readValue(source, at, { name, link: "prose" });
}

/** Where a value may begin after `… is`, `… to` or `…:`; -1 if none is said. */
function afterConnector(text: string, name: NamePlace): number {
  const words = name.end - name.start === PASS ? IS_ONLY : IS;
  let at = skipClosers(text, name.end);
  for (let word = 0; word <= MOST_WORDS; word++) {
    const start = skipSpaces(text, at);
    if (text.charCodeAt(start) === 58) {
      return matchEnd(BREAK, text, skipSpaces(text, start + 1));
    }
    if (start === at) return -1;
    if (text.startsWith("->", start)) return skipSpaces(text, start + 2);
    if (isDash(text, start)) return skipSpaces(text, start + 1);
    at = start;
    while (at - start < MOST_WORD && has(IN_WORD, text.charCodeAt(at))) at++;
    if (at === start) return -1;
    if (at - start <= MOST_IS && words.has(text.slice(start, at))) {
      return matchEnd(DRESSING, text, at);
    }
  }
  return -1;
}

/** A dash between words; two hyphens begin an option. */
function isDash(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return DASHES.has(code) && (code !== HYPHEN || text.charCodeAt(at + 1) <= 32);
}

const HYPHEN = 0x2d;

function skipSpaces(text: string, at: number): number {
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}

/** A value before its name: `use … as the password`. */
const AS =
  /([^\s"'`()]{6,256})["'`]?[ \t]+(?:as|for|is)[ \t]+(?:(?:the|my|your|our|its|a|an|new)[ \t]+)?(?:[\w-]{1,20}[ \t]+){0,3}$/;
const AS_WORD = / (?:as|for|is) /;

/** The value that a sentence says is to be used as what it names after it. */
export function findValueBefore(
  { text }: Source,
  name: NamePlace,
): Value | undefined {
  if (text.charCodeAt(name.start - 1) !== 32) return undefined;
  const near = text.slice(Math.max(0, name.start - 40), name.start);
  if (!AS_WORD.test(near)) return undefined;
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
