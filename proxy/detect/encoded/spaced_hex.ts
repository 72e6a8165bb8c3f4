import { charset, has } from "../charset.ts";
import { digitOf } from "./base64.ts";
import { isPrintable } from "./bytes.ts";
import { type View, ViewWriter } from "./view.ts";

const HEX = charset("0-9A-Fa-f");
const SEPARATOR = charset(" :-");
/** For every byte what it may be in a row: a digit, or one of the separators. */
const KINDS = new Uint8Array(256);
HEX.forEach((flag, code) => KINDS[code]! |= flag);
[..." :-"].forEach((mark, i) => KINDS[mark.charCodeAt(0)] = 2 << i);
/** Every run of 16 pairs has one of these places, and three pairs after it. */
const STRIDE = 36;
const LEAST_PAIRS = 16;
/** More is no secret. */
const MOST_PAIRS = 65_536;
const BREAK = /:?[ \t]{0,4}\r?\n[ \t]{0,24}(?=[0-9A-Fa-f]{2}[ :-])/y;

/**
 * Bytes in hexadecimal with a blank, colon or hyphen after each, as text.
 *
 * @param bytes the characters of the text, as `TextBytes` reads them.
 */
export function spacedHexViews(
  text: string,
  bytes: Uint8Array,
): readonly View[] {
  const views: View[] = [];
  const last = text.length - 3 * LEAST_PAIRS / 2;
  for (let i = 0; i < last; i += STRIDE) {
    // Three places on in a row there is the same again, and so is it after six.
    const kinds = KINDS[bytes[i]!]! & KINDS[bytes[i + 3]!]!;
    if ((kinds & KINDS[bytes[i + 6]!]!) === 0) continue;
    const at = separatorNear(text, i);
    if (at < 0) continue;
    const run = readRun(text, firstPair(text, at));
    if (run.view !== undefined) views.push(run.view);
    i = Math.max(i, run.end);
  }
  return views;
}

/** A separator with pairs and separators after it; -1 if none is near. */
function separatorNear(text: string, i: number): number {
  for (let at = i; at < i + 3; at++) {
    const code = text.charCodeAt(at);
    if (!has(SEPARATOR, code)) continue;
    const isRow = text.charCodeAt(at + 3) === code &&
      text.charCodeAt(at + 6) === code && isPair(text, at + 1) &&
      isPair(text, at + 4);
    return isRow ? at : -1;
  }
  return -1;
}

function isPair(text: string, at: number): boolean {
  return has(HEX, text.charCodeAt(at)) && has(HEX, text.charCodeAt(at + 1));
}

function firstPair(text: string, at: number): number {
  const separator = text.charCodeAt(at);
  let start = at + 1;
  while (
    start >= 3 && start > at - STRIDE * 2 && isPair(text, start - 3) &&
    text.charCodeAt(start - 1) === separator
  ) start -= 3;
  return start;
}

function readRun(text: string, start: number) {
  const writer = new ViewWriter();
  let at = start;
  let isText = true;
  while (writer.length < MOST_PAIRS && isPair(text, at)) {
    const byte = digitOf(text.charCodeAt(at)) << 4 |
      digitOf(text.charCodeAt(at + 1));
    if (!isPrintable(byte)) isText = false;
    writer.add(String.fromCharCode(byte), at, at + 2);
    at = afterSeparator(text, at + 2);
  }
  const isLong = writer.length >= LEAST_PAIRS;
  return { end: at, view: isText && isLong ? writer.finish() : undefined };
}

function afterSeparator(text: string, at: number): number {
  const code = text.charCodeAt(at + 1);
  if (code > 32 && text.charCodeAt(at) !== 10) {
    return has(SEPARATOR, text.charCodeAt(at)) ? at + 1 : at;
  }
  BREAK.lastIndex = at;
  const found = BREAK.exec(text);
  if (found !== null) return at + found[0].length;
  return has(SEPARATOR, text.charCodeAt(at)) ? at + 1 : at;
}

/** A line of a dump: where it is in the file, and sixteen bytes. */
const LINE =
  /[0-9a-f]{8}:?[ \t]{1,3}((?:[0-9a-f]{2}){1,2}(?:[ \t]{1,2}(?:[0-9a-f]{2}){1,2}){0,15})(?:[ \t][^\n]{0,40})?(?:\n|$)/iy;
const MOST_LINES = 256;

/** The bytes of a dump such as those of `xxd` and `hexdump -C`. */
export function dumpView(text: string, start: number): View | undefined {
  const writer = new ViewWriter();
  LINE.lastIndex = start;
  for (let i = 0; i < MOST_LINES; i++) {
    const from = LINE.lastIndex;
    const line = LINE.exec(text);
    if (line === null) break;
    const row = line[1]!;
    const at = from + line[0].indexOf(row, 8);
    for (const pair of row.matchAll(/[0-9a-f]{2}/gi)) {
      const character = String.fromCharCode(Number.parseInt(pair[0], 16));
      writer.add(character, at + pair.index, at + pair.index + 2);
    }
  }
  return writer.length >= LEAST_PAIRS ? writer.finish() : undefined;
}
