import { BEYOND_ASCII, charset, complement, has, union } from "../charset.ts";
import { isUnseen, UNSEEN } from "../unseen.ts";
import { digitOf } from "./base64.ts";
import { type View, ViewWriter } from "./view.ts";

/** An escape, and the printable character that it stands for. */
type Escape = readonly [RegExp, (found: RegExpExecArray) => string];

/** What a backslash, or more of them, makes of what follows, by its first character. */
const BACKSLASHED: ReadonlyMap<number, readonly Escape[]> = byFirst({
  uU: [
    [/\\+u00([2-7][0-9a-f])/iy, ([, hex]) => fromHex(hex!)],
    [/\\+u\{0{0,4}([2-7][0-9a-f])\}/iy, ([, hex]) => fromHex(hex!)],
  ],
  xX: [[/\\+x([2-7][0-9a-f])/iy, ([, hex]) => fromHex(hex!)]],
  "01": [
    [/\\+([01][0-7]{2})(?![0-9])/y, ([, octal]) => fromOctal(octal!)],
  ],
  "/": [[/\\\//y, () => "/"]],
});
const NUMBERED: readonly Escape[] = [[
  /&#(?:x([2-7][0-9a-f])|0{0,4}(3[2-9]|[4-9]\d|1[01]\d|12[0-6]));/iy,
  ([, hex, decimal]) =>
    hex ? fromHex(hex) : String.fromCharCode(Number(decimal)),
]];
const NAMED: readonly Escape[] = [[
  /&(amp|lt|gt|quot|apos|sol|equals|colon|lowbar|period|plus|num|excl|dollar);/y,
  ([, name]) => ENTITIES[name!]!,
]];
const QUOTED: readonly Escape[] = [
  [/=([2-7][0-9A-F])/y, ([, hex]) => fromHex(hex!)],
];
const SOFT_BREAK: readonly Escape[] = [[/=\r?\n/y, () => ""]];
const NONE: readonly Escape[] = [];

function byFirst(escapes: Readonly<Record<string, readonly Escape[]>>) {
  return new Map(
    Object.entries(escapes).flatMap(([firsts, each]) =>
      [...firsts].map((first) => [first.charCodeAt(0), each] as const)
    ),
  );
}

const AMPERSAND = 38;
const HASH = 35;
const EQUALS_SIGN = 61;
const BACKSLASH = 92;
const SPACE = 32;
const LINE_FEED = 10;

/** Which escapes may begin at a place. */
function escapesFrom(text: string, at: number): readonly Escape[] {
  const code = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  switch (code) {
    case AMPERSAND:
      return next === HASH ? NUMBERED : NAMED;
    case EQUALS_SIGN:
      return next > SPACE ? QUOTED : SOFT_BREAK;
    case BACKSLASH:
      return BACKSLASHED.get(afterBackslashes(text, at)) ?? NONE;
  }
  return NONE;
}

function afterBackslashes(text: string, at: number): number {
  while (text.charCodeAt(at) === BACKSLASH) at++;
  return text.charCodeAt(at);
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  sol: "/",
  equals: "=",
  colon: ":",
  lowbar: "_",
  period: ".",
  plus: "+",
  num: "#",
  excl: "!",
  dollar: "$",
};

/** How an escape of each kind begins, for the pass that looks for them. */
export const ESCAPE_STARTS: readonly string[] = [
  ..."234567".split("").flatMap((
    digit,
  ) => [`%${digit}`, `\\x${digit}`, `\\u{${digit}`]),
  "%25",
  "\\u00",
  "\\u{00",
  "&#",
  ...Object.keys(ENTITIES).map((name) => `&${name};`),
  "=3d",
  "=\n",
  "=\r\n",
  "\\/",
  "\\04",
  "\\05",
  "\\06",
  "\\07",
  "\\1",
  UNSEEN.charAt(0),
];

/**
 * A first, quick look: what a soft line break divides goes on at once, an
 * escaped slash stands in a word or in the address of a URL, and what has one
 * digit has more.
 */
export function mayBeEscape(
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  const last = bytes[end - 1]!;
  const next = bytes[end]!;
  switch (last) {
    case LINE_FEED:
      return bytes[start] !== EQUALS_SIGN || next > SPACE;
    case SLASH:
      return has(BESIDE_SLASH, bytes[start - 1]!) && has(BESIDE_SLASH, next);
  }
  return !has(DIGIT, last) || has(HEX, next);
}

const DIGIT = charset("0-9");

const SLASH = 47;
const BESIDE_SLASH = charset("A-Za-z0-9+/=_.:@%-");

function fromHex(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}

function fromOctal(octal: string): string {
  const code = Number.parseInt(octal, 8);
  return code >= 32 && code < 127 ? String.fromCharCode(code) : "";
}

/** Escapes further apart than this are looked at separately. */
const MOST_GAP = 160;
/** How much plain text around escapes is looked at with them. */
const BEFORE = 128;
const AFTER = 128;
/** Most that is added to that, up to the end of a word. */
const MOST_WORD = 4096;

/** The surroundings of escapes, at the given places, without the escapes. */
export function* escapeViews(
  text: string,
  places: readonly number[],
): Generator<View> {
  let i = 0;
  while (i < places.length) {
    const first = places[i]!;
    let last = first;
    while (i < places.length && places[i]! - last <= MOST_GAP) {
      last = places[i]!;
      i++;
    }
    const end = wordEnd(text, Math.min(text.length, last + AFTER));
    const view = unescape(text, { start: lineStart(text, first), end });
    if (view !== undefined) yield view;
  }
}

function lineStart(text: string, at: number): number {
  const least = Math.max(0, at - BEFORE);
  return Math.max(least, text.lastIndexOf("\n", at - 1) + 1);
}

const IN_WORD = complement(charset(" \t\r\n\f\v\"'`"));

function wordEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + MOST_WORD);
  while (at < limit && has(IN_WORD, text.charCodeAt(at))) at++;
  return at;
}

/** How escapes begin, and those that nobody sees. */
const ESCAPE_MARKS = union([charset("%&=\\"), BEYOND_ASCII]);

function unescape(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): View | undefined {
  const writer = new ViewWriter();
  let plain = start;
  let at = start;
  while (at < end) {
    const mayBe = has(ESCAPE_MARKS, text.charCodeAt(at));
    const escape = mayBe ? escapeAt(text, at) : undefined;
    if (escape === undefined) {
      at++;
      continue;
    }
    writer.copy(text, plain, at);
    writer.add(escape.character, at, at + escape.length);
    at += escape.length;
    plain = at;
  }
  if (plain === start) return undefined;
  writer.copy(text, plain, at);
  return writer.finish();
}

const PERCENT = 37;
/** Times that the sign of an escape may be escaped itself: `%252541`. */
const MOST_TWICE = 3;

/** `%41`, or `%2541`, `%252541` and so on. */
function percentAt(text: string, at: number): FoundEscape | undefined {
  let times = 0;
  while (times < MOST_TWICE && text.startsWith("25", at + 1 + 2 * times)) {
    times++;
  }
  // Without digits after it the last "25" is what is escaped: a percent sign.
  if (!isPrintableHex(text, at + 1 + 2 * times)) times--;
  if (times < 0) return undefined;
  const hex = at + 1 + 2 * times;
  const character = String.fromCharCode(
    digitOf(text.charCodeAt(hex)) << 4 | digitOf(text.charCodeAt(hex + 1)),
  );
  return { character, length: 3 + 2 * times };
}

/** Whether two digits stand there that mean a printable character. */
function isPrintableHex(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 50 && code <= 55 && has(HEX, text.charCodeAt(at + 1));
}

const HEX = charset("0-9A-Fa-f");

/** Whether an escape may stand for nothing. */
function mayVanish(text: string, at: number, escape: string): boolean {
  if (escape.startsWith("=")) return isSoftBreak(text, at);
  return !escape.startsWith("\\");
}

/** Quoted-printable breaks lines that are nearly 76 characters long. */
function isSoftBreak(text: string, at: number): boolean {
  const around = text.slice(Math.max(0, at - AROUND), at + AROUND);
  const column = /=(?:3D|20)/.test(around)
    ? LEAST_COLUMN
    : at - text.lastIndexOf("\n", at);
  const next = text.charCodeAt(text.indexOf("\n", at) + 1);
  return column >= LEAST_COLUMN && column <= 78 && next > 32;
}

const LEAST_COLUMN = 65;
/** How near another sign of quoted-printable stands. */
const AROUND = 120;

/** An escape at a place, and what it stands for. */
interface FoundEscape {
  readonly character: string;
  readonly length: number;
}

/** What nobody sees stands for nothing. */
const NOTHING: FoundEscape = { character: "", length: 1 };

function escapeAt(text: string, at: number): FoundEscape | undefined {
  const code = text.charCodeAt(at);
  if (code === PERCENT) return percentAt(text, at);
  if (code > 127) return isUnseen(code) ? NOTHING : undefined;
  for (const [pattern, character] of escapesFrom(text, at)) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) continue;
    const stands = character(found);
    if (stands === "" && !mayVanish(text, at, found[0])) continue;
    return { character: stands, length: found[0].length };
  }
  return undefined;
}
