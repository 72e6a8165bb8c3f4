import { gunzipSync, inflateSync } from "node:zlib";
import {
  allLines,
  decodeBase32,
  decodeBase64,
  decodeHex,
  valueOf,
} from "./base64.ts";
import { charset, has } from "../charset.ts";
import { isPrintable, looksLikeText, textOf } from "./bytes.ts";
import type { Span } from "../../redact/finding.ts";
import { type View, wholeView } from "./view.ts";

const HEX = charset("0-9A-Fa-f");
/** Longest run that is decoded, in characters. */
const MOST = 65_536;
/** Most that a compressed run may become, in bytes. */
const MOST_INFLATED = 262_144;
/** Characters of base64 that tell whether text comes out: nine bytes. */
const HEAD = 12;
/** Shortest end of a path that is tried. */
const LEAST = 24;
const LEAST_BASE32 = 32;
/** Characters of base32 for twelve bytes, and a little. */
const BASE32_HEAD = 20;
const SLASH = 47;
const SMALL_X = 120;

/** What stands in base64, base64url, base32 or hexadecimal in a text. */
export function runViews(text: string, runs: readonly Span[]): readonly View[] {
  const views: View[] = [];
  let done = 0;
  for (const run of runs) {
    if (run.start < done) continue;
    const view = viewOfRun(text, run);
    if (view === undefined) continue;
    done = view.endOf(1);
    if (view.text !== "") views.push(view);
  }
  return views;
}

function viewOfRun(text: string, run: Span): View | undefined {
  const first = text.charCodeAt(run.start);
  const isDigit = first >= 48 && first <= 57;
  if (isDigit || isHexLetter(first) || first === SMALL_X) {
    const view = hexView(text, run);
    if (view !== undefined) return view;
  }
  return base64View(text, run) ??
    (isUpper(first) || isDigit ? base32View(text, run) : undefined);
}

function isHexLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 102;
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** Whether the first three bytes of base64 are printable. */
function beginsAsText(text: string, at: number): boolean {
  const a = valueOf(text.charCodeAt(at));
  const b = valueOf(text.charCodeAt(at + 1));
  if (!isPrintable(a << 2 | b >> 4)) return false;
  const c = valueOf(text.charCodeAt(at + 2));
  const second = (b << 4 | c >> 2) & 0xff;
  if (second === 0) return true;
  const d = valueOf(text.charCodeAt(at + 3));
  return isPrintable(second) && isPrintable((c << 6 | d) & 0xff);
}

function hexView(text: string, run: Span): View | undefined {
  const start = run.start + lengthOfMark(text, run.start);
  const length = run.end - start;
  if (text.charCodeAt(start) < 50 || text.charCodeAt(start) > 55) {
    return undefined;
  }
  if (length % 2 !== 0 || length > MOST || !isHex(text, start, start + 16)) {
    return undefined;
  }
  const head = decodeHex(text, { start, end: start + 16 });
  if (!looksLikeText(head) || !isHex(text, start, run.end)) return undefined;
  return viewOf(decodeHex(text, { start, end: run.end }), run);
}

/** Of `0x`, or of the `x` of `\x`. */
function lengthOfMark(text: string, at: number): number {
  if (text.startsWith("0x", at) || text.startsWith("0X", at)) return 2;
  return text.startsWith("\\x", at - 1) ? 1 : 0;
}

function isHex(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    if (!has(HEX, text.charCodeAt(i))) return false;
  }
  return end > start;
}

function base64View(text: string, run: Span): View | undefined {
  const start = beginning(text, run);
  if (start < 0) return undefined;
  if (run.end - start > MOST) return undefined;
  const lines = allLines(text, { start, end: run.end }, MOST);
  const span = { start, end: skipPadding(text, lines.at(-1)!.end) };
  return viewOf(decodeBase64(text, lines), span) ?? wholeView("", span);
}

/** Where text begins in a run: at its start, or after a slash of a path. */
function beginning(text: string, { start, end }: Span): number {
  for (let tries = 0; tries < 4; tries++) {
    if (isBeginning(text, start)) return start;
    while (start < end && text.charCodeAt(start) !== SLASH) start++;
    start++;
    if (end - start < LEAST) return -1;
  }
  return -1;
}

function isBeginning(text: string, start: number): boolean {
  if (text.startsWith("H4sI", start)) return true;
  if (ZLIB_STARTS.includes(text.slice(start, start + 2))) return true;
  if (!beginsAsText(text, start)) return false;
  return looksLikeText(decodeBase64(text, [{ start, end: start + HEAD }]));
}

/** The second byte of zlib's header, and how both begin in base64. */
const ZLIB_LEVELS = new Set([0x01, 0x5e, 0x9c, 0xda]);
const ZLIB_STARTS = ["eA", "eF", "eJ", "eN"];

function skipPadding(text: string, end: number): number {
  while (text.charCodeAt(end) === 61) end++;
  return end;
}

function base32View(text: string, run: Span): View | undefined {
  if (run.end - run.start < LEAST_BASE32 || !isBase32(text, run)) {
    return undefined;
  }
  const { start } = run;
  const head = { start, end: start + BASE32_HEAD };
  if (!looksLikeText(decodeBase32(text, head))) return undefined;
  const end = skipPadding(text, run.end);
  return viewOf(decodeBase32(text, run), { start, end });
}

function isBase32(text: string, { start, end }: Span): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (!isUpper(code) && (code < 50 || code > 55)) return false;
  }
  return true;
}

function viewOf(bytes: Uint8Array, span: Span): View | undefined {
  const plain = textOf(isPacked(bytes) ? inflate(bytes) : bytes);
  return plain === undefined ? undefined : wholeView(plain, span);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

function isZlib(bytes: Uint8Array): boolean {
  return bytes[0] === 0x78 && ZLIB_LEVELS.has(bytes[1]!);
}

function isPacked(bytes: Uint8Array): boolean {
  return isGzip(bytes) || isZlib(bytes);
}

function inflate(bytes: Uint8Array): Uint8Array {
  const unpack = isGzip(bytes) ? gunzipSync : inflateSync;
  try {
    return unpack(bytes, { maxOutputLength: MOST_INFLATED });
  } catch {
    return isGzip(bytes) ? new Uint8Array() : bytes;
  }
}
