import { charset, has } from "../charset.ts";

const BASE64 = charset("A-Za-z0-9+/_-");
/** Shortest run that can hold a secret: 15 characters in base64. */
const LEAST = 20;
const STRIDE = 16;
/** A line of wrapped base64 is at least this long. */
const LEAST_LINE = 40;

/** A run of characters of base64, without its padding. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/**
 * All runs of at least 20 characters of base64 or base64url, in order.
 *
 * Looks at every sixteenth character only and widens where it meets one of the
 * alphabet, so ordinary words cost next to nothing.
 */
export function* base64Runs(text: string): Generator<Run> {
  let done = 0;
  for (let i = STRIDE - 1; i < text.length; i += STRIDE) {
    if (i < done || !isBase64(text, i)) continue;
    let start = i;
    while (start > done && isBase64(text, start - 1)) start--;
    let end = i + 1;
    while (end < text.length && isBase64(text, end)) end++;
    done = end;
    if (end - start < LEAST) continue;
    yield { start, end };
    i = end - (end % STRIDE) - 1;
  }
}

function isBase64(text: string, at: number): boolean {
  return has(BASE64, text.charCodeAt(at));
}

/** What may stand between two lines of one wrapped run. */
const LINE_BREAK =
  /(?:\\?\r?\n|\\r\\n|\\n|=3D\n)[ \t>#*|]{0,24}["']?|["'][ \t]*[+.]?[ \t]*\\?\r?\n[ \t]*["']/y;

/** Where a run goes on over a line break; -1 if it does not. */
export function nextLine(text: string, run: Run): number {
  if (run.end - run.start < LEAST_LINE) return -1;
  LINE_BREAK.lastIndex = run.end;
  const found = LINE_BREAK.exec(text);
  if (found === null) return -1;
  const at = run.end + found[0].length;
  return isBase64(text, at) ? at : -1;
}

/** The end of the run that begins at a place. */
export function runEnd(text: string, at: number): number {
  while (at < text.length && isBase64(text, at)) at++;
  return at;
}
