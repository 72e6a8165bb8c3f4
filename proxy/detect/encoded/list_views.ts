import { charset, has } from "../charset.ts";
import { dumpView } from "./spaced_hex.ts";
import { type View, ViewWriter, wholeView } from "./view.ts";

/** How lists of character codes and of pieces, and turned strings, are told. */
export const LIST_STARTS: readonly string[] = [
  "fromcharcode(",
  "codepoints(",
  "fromcodepoint(",
  "chr(",
  "byte{",
  "bytes([",
  "bytes((",
  "bytearray([",
  "uint8array([",
  "buffer.from([",
  "[0x",
  "{0x",
  "[ 0x",
  "{ 0x",
  "].join(",
  ".join([",
  ".join((",
  "implode(",
  "concat(",
  "[::-1]",
  ".reverse(",
  "strrev(",
  "reversed(",
  "rot13",
  "rot_13",
  "reversed",
  "backwards",
  "join([]string{",
  "%s%s",
  '"data":[',
  '"data": [',
  "00000000",
  "','",
  "', '",
];

/**
 * A first, quick look: between marks must be one character, as in `'a','b'`,
 * after eight zeros the blank or colon of a dump, and before what turns or
 * joins by a method the mark or bracket that ends a string or a call.
 */
export function mayBeList(text: string, at: number): boolean {
  switch (text.charCodeAt(at)) {
    case ZERO:
      return has(AFTER_PLACE, text.charCodeAt(at + 8));
    case DOT:
      return has(ENDS_VALUE, text.charCodeAt(at - 1));
    case QUOTE:
      break;
    default:
      return true;
  }
  const next = text.charCodeAt(at + 2) === QUOTE ? at + 2 : at + 3;
  return text.charCodeAt(at - 2) === QUOTE &&
    text.charCodeAt(next + 2) === QUOTE;
}

const QUOTE = 39;
const DOT = 46;
const ZERO = 48;
const ENDS_VALUE = charset(")]}\"'` \n");
const AFTER_PLACE = charset(": \t");

const MOST = 2400;
/** Lists that begin closer together than this are looked at once. */
const MOST_APART = 48;
const LEAST_CODES = 16;
const CODES =
  /(?:[\s,;+.&|[{]|chr|\(|\))*(?:(?:0x[0-9a-f]{2}|\d{2,3})(?:[\s,;]|\)[\s+.&|]*(?:chr)?\()+)+(?:0x[0-9a-f]{2}|\d{2,3})/iy;

/** Lists near the given places as the text that they stand for. */
export function listViews(text: string, places: readonly number[]): View[] {
  let done = 0;
  return places.flatMap((at) => {
    if (at < done) return [];
    const views = viewsAt(text, at);
    done = views.reduce(
      (end, view) => Math.max(end, view.endOf(view.text.length)),
      at + MOST_APART,
    );
    return views;
  });
}

/** What the list is that begins at a place, or before it, is told by a word. */
function viewsAt(text: string, at: number): View[] {
  const word = text.slice(at, at + 4).toLowerCase();
  if (word.startsWith("'")) return characters(text, at - 2);
  switch (word) {
    case "rot1":
    case "rot_":
      return turned(text, at, rot13);
    case "[::-":
    case ".rev":
    case "reve":
    case "strr":
    case "back":
      return turned(text, at, reverse);
    case "].jo":
    case ".joi":
    case "join":
    case "impl":
    case "conc":
    case "%s%s":
      return joined(text, at);
    case "0000":
      return dumped(text, at);
  }
  return codes(text, at);
}

function dumped(text: string, at: number): View[] {
  const dump = dumpView(text, at);
  return dump === undefined ? [] : [dump];
}

/** Character codes, decimal or hexadecimal, as the characters. */
function codes(text: string, at: number): View[] {
  const open = at + text.slice(at, at + 16).search(/[[({]/) + 1;
  CODES.lastIndex = 0;
  const found = CODES.exec(text.slice(open, open + MOST));
  if (found === null) return [];
  const numbers = found[0].match(/0x[0-9a-f]{2}|\d{2,3}/gi) ?? [];
  const values = numbers.map(Number);
  const isText = values.every((value) => value >= 9 && value < 127);
  if (values.length < LEAST_CODES || !isText) return [];
  const span = { start: open, end: open + found[0].length };
  return [wholeView(String.fromCharCode(...values), span)];
}

/** How a list of strings ends, and how one begins after the word that tells it. */
const ENDS_STRING = /["'`][\s,]*$/;
const OPENS_STRING = /["'`]/;
const MOST_NEAR = 32;

/** What is near a place: before or after it. */
function nearOf(text: string, at: number, isAfter: boolean): string {
  return isAfter
    ? text.slice(Math.max(0, at - MOST_NEAR), at)
    : text.slice(at, at + MOST_NEAR);
}

const PIECE = /(["'`])([^"'`\n]{1,400})\1/g;

/** The strings of a list, one after the other. */
function joined(text: string, at: number): View[] {
  const isAfter = text.startsWith("]", at);
  if (!(isAfter ? ENDS_STRING : OPENS_STRING).test(nearOf(text, at, isAfter))) {
    return [];
  }
  const start = isAfter ? Math.max(0, at - MOST / 4) : at;
  const before = text.slice(start, at);
  const from = isAfter ? start + before.lastIndexOf("[") + 1 : at + 6;
  const stop = isAfter
    ? at
    : from + text.slice(from, from + MOST / 4).search(/[\])}](?!string)|$/);
  const writer = new ViewWriter();
  for (const piece of text.slice(from, stop).matchAll(PIECE)) {
    const begin = from + piece.index + 1;
    writer.copy(text, begin, begin + piece[2]!.length);
  }
  return writer.length > 0 ? [writer.finish()] : [];
}

const CHARACTERS = /(?:'[\x21-\x7e]'[ ,\n]{0,4}){16,400}/y;

/** Characters one by one in quotation marks, as C writes them. */
function characters(text: string, start: number): View[] {
  CHARACTERS.lastIndex = start;
  const found = CHARACTERS.exec(text)?.[0];
  if (found === undefined) return [];
  const plain = found.replaceAll(/'(.)'[ ,\n]*/g, "$1");
  return [wholeView(plain, { start, end: start + found.trimEnd().length })];
}

/** Between quotation marks, or a word that is no piece of a program. */
const STRING =
  /(["'`])([^"'`\s]{16,400})\1|(?<![^\s"'`])([^"'`\s()[\]{};,<>]{20,400})(?![^\s"'`.,;)])/g;

/** Strings near a place, each turned around or over. */
function turned(
  text: string,
  at: number,
  turn: (text: string) => string,
): View[] {
  const start = Math.max(0, at - MOST / 8);
  const region = text.slice(start, at + MOST / 8);
  return [...region.matchAll(STRING)].map((found) => {
    const string = found[2] ?? found[3]!;
    const from = start + found.index + (found[2] === undefined ? 0 : 1);
    return wholeView(turn(string), { start: from, end: from + string.length });
  });
}

function reverse(text: string): string {
  return text.split("").reverse().join("");
}

function rot13(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) => {
    const base = letter.charCodeAt(0) & 96;
    const turned = (letter.charCodeAt(0) - base - 1 + 13) % 26;
    return String.fromCharCode(base + 1 + turned);
  });
}
