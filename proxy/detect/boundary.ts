import { type Charset, charset, has } from "./charset.ts";

const HEX = charset("0-9A-Fa-f");
const DIGIT = charset("0-9");
const ESCAPE_LETTER = charset("nrtbfv0aE");
const COLOUR_END = charset("mKJHG");
const BACKSLASH = 92;
const PERCENT = 37;
const EQUALS = 61;
const BRACKET = 91;

/**
 * Whether a token may begin at `at`: the character before is not of `left`, or
 * only because it ends an escape such as `\n`, `\u000a`, `%3D`, `=3D` or a
 * terminal colour code, or the word `bot` of a URL.
 */
export function mayBegin(text: string, at: number, left: Charset): boolean {
  if (at === 0 || !has(left, text.charCodeAt(at - 1))) return true;
  return endsEscape(text, at) || endsBot(text, at);
}

/** Whether an escape sequence of some notation ends right before `at`. */
export function endsEscape(text: string, at: number): boolean {
  const last = text.charCodeAt(at - 1);
  if (has(ESCAPE_LETTER, last) && text.charCodeAt(at - 2) === BACKSLASH) {
    return true;
  }
  if (has(HEX, last)) return endsCoded(text, at);
  return has(COLOUR_END, last) && endsColour(text, at - 1);
}

/** `%3D`, `=3D`, `\x3d`, `\u003d` and `\012`. */
function endsCoded(text: string, at: number): boolean {
  if (!has(HEX, text.charCodeAt(at - 2))) return false;
  const mark = text.charCodeAt(at - 3);
  if (mark === PERCENT) return true;
  if (mark === EQUALS) return text.startsWith("3D", at - 2);
  const before = text.charCodeAt(at - 4);
  if (mark === 120) return before === BACKSLASH;
  if (before === BACKSLASH) {
    return has(DIGIT, mark) && has(DIGIT, text.charCodeAt(at - 1));
  }
  return text.charCodeAt(at - 6) === BACKSLASH &&
    text.charCodeAt(at - 5) === 117;
}

/** The parameters of a terminal colour code and its bracket. */
function endsColour(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && at - start < 16 && isParameter(text, start - 1)) start--;
  return text.charCodeAt(start - 1) === BRACKET;
}

function isParameter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57 || code === 59;
}

function endsBot(text: string, at: number): boolean {
  return text.startsWith("bot", at - 3) && text.charCodeAt(at - 4) === 47;
}

const BASE64 = charset("A-Za-z0-9+/");
/** So many characters of base64 without a break are a blob. */
const LEAST_BLOB = 40;

/**
 * Whether a place is inside a long stretch of base64, be it at the start of
 * one of its lines: what is found there is found by chance.
 */
export function isInsideBlob(text: string, at: number): boolean {
  const end = endOfLineBefore(text, at);
  let start = end;
  while (
    end - start < LEAST_BLOB && has(BASE64, text.charCodeAt(start - 1))
  ) start--;
  if (end - start >= LEAST_BLOB) return isBlob(text.slice(start, end));
  return end === at && start < at && isLineOfBlob(text, start);
}

/** Base64 or hexadecimal, not a path or a long name. */
function isBlob(stretch: string): boolean {
  const isHex = /^[0-9A-Fa-f]+$/.test(stretch) && /[A-Fa-f]/.test(stretch);
  return /\d/.test(stretch) &&
    (isHex || /[A-Z]/.test(stretch) && /[a-z]/.test(stretch));
}

/** Whether a line begins here, and the one before is all of a blob. */
function isLineOfBlob(text: string, start: number): boolean {
  if (text.charCodeAt(start - 1) !== 10) return false;
  const end = endOfLineBefore(text, start);
  const from = end - LEAST_BLOB;
  if (from < 0) return false;
  for (let at = from; at < end; at++) {
    if (!has(BASE64, text.charCodeAt(at))) return false;
  }
  return isBlob(text.slice(from, end));
}

function endOfLineBefore(text: string, at: number): number {
  if (text.startsWith("\\n", at - 2)) at -= 2;
  if (text.startsWith("\\r", at - 2)) at -= 2;
  let end = at;
  while (end > 0 && text.charCodeAt(end - 1) <= 32 && at - end < 24) end--;
  return text.slice(end, at).includes(" ") &&
      !text.slice(end, at).includes("\n")
    ? at
    : end;
}
