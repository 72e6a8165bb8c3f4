import { charset } from "../charset.ts";

const BASE64 = charset("A-Za-z0-9+/_-");
/** Shortest run that can hold a secret: 18 characters in base64. */
const LEAST = 24;
/** Every run of 24 has two characters in a row that are this far apart. */
const STRIDE = 12;
/** A line of wrapped base64 is at least this long. */
const LEAST_LINE = 40;

/** A run of characters of base64, without its padding. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/**
 * All runs of at least 24 characters of base64 or base64url, in order.
 *
 * Looks at a few characters of every twelve, and at those around them where
 * all are of the alphabet, so ordinary words cost next to nothing. `bytes` are
 * the text's, if it is of ASCII characters.
 */
export function base64Runs(
  text: string,
  bytes: Uint8Array | undefined,
): readonly Run[] {
  return bytes === undefined ? runsOfText(text) : runsOfBytes(bytes);
}

function runsOfText(text: string): readonly Run[] {
  const runs: Run[] = [];
  const last = text.length - STRIDE;
  for (let i = STRIDE - 1; i < last; i += STRIDE) {
    const isRun = IN_RUN[text.charCodeAt(i)]! &
      IN_RUN[text.charCodeAt(i + 4)]! &
      IN_RUN[text.charCodeAt(i + STRIDE)]!;
    if (isRun === 0) continue;
    let end = i;
    while (IN_RUN[text.charCodeAt(end)] === 1) end++;
    if (end <= i + STRIDE) continue;
    let start = i;
    while (start > 0 && IN_RUN[text.charCodeAt(start - 1)] === 1) start--;
    if (end - start >= LEAST) runs.push({ start, end });
    i += Math.floor((end - i) / STRIDE) * STRIDE;
  }
  return runs;
}

function runsOfBytes(bytes: Uint8Array): readonly Run[] {
  const runs: Run[] = [];
  const last = bytes.length - STRIDE;
  for (let i = STRIDE - 1; i < last; i += STRIDE) {
    const isRun = IN_RUN[bytes[i]!]! & IN_RUN[bytes[i + 4]!]! &
      IN_RUN[bytes[i + 8]!]! & IN_RUN[bytes[i + STRIDE]!]!;
    if (isRun === 0) continue;
    let end = i;
    while (end < bytes.length && IN_RUN[bytes[end]!] === 1) end++;
    if (end <= i + STRIDE) continue;
    let start = i;
    while (start > 0 && IN_RUN[bytes[start - 1]!] === 1) start--;
    if (end - start >= LEAST) runs.push({ start, end });
    i += Math.floor((end - i) / STRIDE) * STRIDE;
  }
  return runs;
}

/** `BASE64` for every UTF-16 code unit, so that one look-up tells. */
const IN_RUN = new Uint8Array(65536);
IN_RUN.set(BASE64.subarray(0, 128));

function isBase64(text: string, at: number): boolean {
  return IN_RUN[text.charCodeAt(at)] === 1;
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
