import type { Span } from "../../redact/finding.ts";
import { charset, has } from "../charset.ts";

const BASE64 = charset("A-Za-z0-9+/_-");
/** A line of wrapped base64 is at least this long. */
const LEAST_LINE = 40;

/** What may stand between two lines of one wrapped run. */
const LINE_BREAK =
  /(?:\\?\r?\n|\\r\\n|\\n|=3D\n)[ \t>#*|]{0,24}["']?|["'][ \t]*[+.]?[ \t]*\\?\r?\n[ \t]*["']/y;

/** Where a run of base64 goes on over a line break; -1 if it does not. */
export function nextLine(text: string, run: Span): number {
  if (run.end - run.start < LEAST_LINE) return -1;
  LINE_BREAK.lastIndex = run.end;
  const found = LINE_BREAK.exec(text);
  if (found === null) return -1;
  const at = run.end + found[0].length;
  return has(BASE64, text.charCodeAt(at)) ? at : -1;
}

/** The end of the run of base64 that begins at a place. */
export function runEnd(text: string, at: number): number {
  while (at < text.length && has(BASE64, text.charCodeAt(at))) at++;
  return at;
}
