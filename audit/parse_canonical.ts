import { Buffer } from "node:buffer";
import { MAX_DEPTH, type Value } from "./canonical.ts";

/** What can be wrong with the bytes of a line. */
export type FormFault = "bad-utf8" | "bad-json" | "not-canonical";

/** A value that was written canonically, or why it was not. */
export type Parsed =
  | { readonly value: Value; readonly fault?: undefined }
  | { readonly value?: undefined; readonly fault: FormFault };

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads bytes that must be exactly what `canonical` would write.
 *
 * Checks the bytes where they stand instead of writing the value again, so
 * that what a lenient parser forgives (a doubled key, `1.0`, `\u0041`, a digit
 * too many) is seen. Never throws.
 */
export function parseCanonical(bytes: Uint8Array): Parsed {
  isAscii = true;
  const isCanonical = value(bytes, 0, 0) === bytes.length;
  if (isCanonical && isAscii) return { value: JSON.parse(asciiOf(bytes)) };
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    return { fault: "bad-utf8" };
  }
  if (isCanonical) return { value: JSON.parse(text) };
  return { fault: isJson(text) ? "not-canonical" : "bad-json" };
}

/** Whether the bytes that were walked over last are all ASCII. */
let isAscii = true;

/** Five times as fast as a decoder, which is most of what a line costs. */
function asciiOf(bytes: Uint8Array): string {
  return Buffer.prototype.latin1Slice.call(bytes, 0, bytes.length);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

// Each of these is given the offset where its part begins and gives back the
// offset after it, or BAD.
const BAD = -1;

const QUOTE = 0x22;
const COMMA = 0x2c;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const UNDERSCORE = 0x5f;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

function value(b: Uint8Array, at: number, depth: number): number {
  switch (b[at]) {
    case QUOTE:
      return string(b, at);
    case OPEN_OBJECT:
      return depth === MAX_DEPTH ? BAD : object(b, at, depth + 1);
    case OPEN_LIST:
      return depth === MAX_DEPTH ? BAD : list(b, at, depth + 1);
    case 0x66:
      return word(b, at, FALSE);
    case 0x74:
      return word(b, at, TRUE);
    default:
      return integer(b, at);
  }
}

const FALSE = new TextEncoder().encode("false");
const TRUE = new TextEncoder().encode("true");

function word(b: Uint8Array, at: number, letters: Uint8Array): number {
  for (let i = 0; i < letters.length; i++) {
    if (b[at + i] !== letters[i]) return BAD;
  }
  return at + letters.length;
}

function object(b: Uint8Array, at: number, depth: number): number {
  if (b[at + 1] === CLOSE_OBJECT) return at + 2;
  let last = BAD;
  for (;;) {
    const name = at + 1;
    const end = key(b, name);
    if (end === BAD || b[end] !== COLON) return BAD;
    if (last !== BAD && !isBefore(b, last, name)) return BAD;
    last = name;
    at = value(b, end + 1, depth);
    if (at === BAD) return BAD;
    if (b[at] === CLOSE_OBJECT) return at + 1;
    if (b[at] !== COMMA) return BAD;
  }
}

function list(b: Uint8Array, at: number, depth: number): number {
  if (b[at + 1] === CLOSE_LIST) return at + 2;
  for (;;) {
    at = value(b, at + 1, depth);
    if (at === BAD) return BAD;
    if (b[at] === CLOSE_LIST) return at + 1;
    if (b[at] !== COMMA) return BAD;
  }
}

/** A quoted name: see `KEY` in canonical.ts. */
function key(b: Uint8Array, at: number): number {
  if (b[at] !== QUOTE) return BAD;
  const lower = isLower(b[at + 1]!);
  let i = at + 1;
  for (; b[i] !== QUOTE; i++) {
    const c = b[i];
    if (c === undefined) return BAD;
    const letter = lower ? isLower(c) : c >= 0x41 && c <= 0x5a;
    if (!letter && !(c >= ZERO && c <= NINE) && c !== UNDERSCORE) return BAD;
  }
  const length = i - at - 1;
  return length >= 1 && length <= 32 ? i + 1 : BAD;
}

function isLower(c: number): boolean {
  return c >= 0x61 && c <= 0x7a;
}

/** Whether the key at `a` sorts before the key at `z`. Both are quoted ASCII. */
function isBefore(b: Uint8Array, a: number, z: number): boolean {
  for (let i = 1;; i++) {
    const x = b[a + i]!;
    const y = b[z + i]!;
    if (x === y) {
      if (x === QUOTE) return false;
    } else return x === QUOTE || (y !== QUOTE && x < y);
  }
}

function string(b: Uint8Array, at: number): number {
  for (let i = at + 1; i < b.length; i++) {
    const c = b[i]!;
    if (c === QUOTE) return i + 1;
    if (c < 0x20) return BAD;
    if (c > 0x7f) isAscii = false;
    if (c === BACKSLASH) {
      const length = escape(b, i + 1);
      if (length === 0) return BAD;
      i += length;
    }
  }
  return BAD;
}

const SHORT = new Set([QUOTE, BACKSLASH, ...new TextEncoder().encode("bfnrt")]);
const LONG = new Set(
  Array.from({ length: 0x20 }, (_, c) => c)
    .filter((c) => JSON.stringify(String.fromCharCode(c)).length > 4)
    .map((c) => `u${c.toString(16).padStart(4, "0")}`),
);

/** Length of the escape after its backslash; 0 if it is not the one to use. */
function escape(b: Uint8Array, at: number): number {
  if (SHORT.has(b[at]!)) return 1;
  const text = String.fromCharCode(...b.subarray(at, at + 5));
  return LONG.has(text) ? 5 : 0;
}

const MAX_DIGITS = 16;

function integer(b: Uint8Array, at: number): number {
  let i = at;
  let n = 0;
  for (; i - at <= MAX_DIGITS; i++) {
    const c = b[i]!;
    if (!(c >= ZERO && c <= NINE)) break;
    n = n * 10 + (c - ZERO);
  }
  const digits = i - at;
  if (digits === 0 || digits > MAX_DIGITS) return BAD;
  if (b[at] === ZERO && digits > 1) return BAD;
  return n <= Number.MAX_SAFE_INTEGER ? i : BAD;
}
