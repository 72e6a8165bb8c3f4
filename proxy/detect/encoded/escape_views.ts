import { type View, ViewWriter } from "./view.ts";

/** An escape, and the printable character that it stands for. */
type Escape = readonly [RegExp, (found: RegExpExecArray) => string];

const PERCENT: readonly Escape[] = [
  [/%(?:25){0,3}([2-7][0-9a-f])/iy, ([, hex]) => fromHex(hex!)],
];
const BACKSLASH: readonly Escape[] = [
  [/\\+u00([2-7][0-9a-f])/iy, ([, hex]) => fromHex(hex!)],
  [/\\+u\{0{0,4}([2-7][0-9a-f])\}/iy, ([, hex]) => fromHex(hex!)],
  [/\\+x([2-7][0-9a-f])/iy, ([, hex]) => fromHex(hex!)],
  [/\\+([01][0-7]{2})(?![0-9])/y, ([, octal]) => fromOctal(octal!)],
  [/\\\//y, () => "/"],
];
const AMPERSAND: readonly Escape[] = [
  [
    /&#(?:x([2-7][0-9a-f])|0{0,4}(3[2-9]|[4-9]\d|1[01]\d|12[0-6]));/iy,
    ([, hex, decimal]) =>
      hex ? fromHex(hex) : String.fromCharCode(Number(decimal)),
  ],
  [
    /&(amp|lt|gt|quot|apos|sol|equals|colon|lowbar|period|plus|num|excl|dollar);/y,
    ([, name]) => ENTITIES[name!]!,
  ],
];
const EQUALS: readonly Escape[] = [
  [/=([2-7][0-9A-F])/y, ([, hex]) => fromHex(hex!)],
  [/=\r?\n/y, () => ""],
];
const UNSEEN: readonly Escape[] = [
  [/[\u00ad\u200b-\u200f\u2060\ufeff]/y, () => ""],
];

/** Which escapes begin with a character. */
function escapesFrom(code: number): readonly Escape[] | undefined {
  switch (code) {
    case 37:
      return PERCENT;
    case 38:
      return AMPERSAND;
    case 61:
      return EQUALS;
    case 92:
      return BACKSLASH;
  }
  return code === 0xad || code >= 0x200b && code <= 0x200f ||
      code === 0x2060 || code === 0xfeff
    ? UNSEEN
    : undefined;
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
  "\u200b",
];

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

function wordEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + MOST_WORD);
  while (at < limit && !/[\s"'`]/.test(text.charAt(at))) at++;
  return at;
}

function unescape(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): View | undefined {
  const writer = new ViewWriter();
  let plain = start;
  let at = start;
  while (at < end) {
    const escapes = escapesFrom(text.charCodeAt(at));
    const escape = escapes && escapeAt(text, at, escapes);
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

function escapeAt(text: string, at: number, escapes: readonly Escape[]) {
  for (const [pattern, character] of escapes) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) continue;
    const stands = character(found);
    if (stands === "" && !mayVanish(text, at, found[0])) continue;
    return { character: stands, length: found[0].length };
  }
  return undefined;
}
