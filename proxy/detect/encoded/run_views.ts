import { gunzipSync } from "node:zlib";
import { allLines, decodeBase32, decodeBase64, decodeHex } from "./base64.ts";
import { looksLikeText, textOf } from "./bytes.ts";
import { base64Runs, type Run } from "./runs.ts";
import { type View, wholeView } from "./view.ts";

/** Longest run that is decoded, in characters. */
const MOST = 65_536;
/** Most that a compressed run may become, in bytes. */
const MOST_INFLATED = 262_144;
/** Characters of base64 that tell whether text comes out: nine bytes. */
const HEAD = 12;

/** What stands in base64, base64url, base32 or hexadecimal in a text. */
export function* runViews(text: string): Generator<View> {
  let done = 0;
  for (const run of base64Runs(text)) {
    if (run.start < done) continue;
    const view = hexView(text, run) ?? base64View(text, run) ??
      base32View(text, run);
    if (view === undefined) continue;
    done = view.endOf(1);
    yield view;
  }
}

function hexView(text: string, run: Run): View | undefined {
  const start = /^0x/i.test(text.slice(run.start, run.start + 2))
    ? run.start + 2
    : run.start;
  const length = run.end - start;
  if (length % 2 !== 0 || length > MOST || !isHex(text, start, start + 16)) {
    return undefined;
  }
  const head = decodeHex(text, { start, end: start + 16 });
  if (!looksLikeText(head) || !isHex(text, start, run.end)) return undefined;
  return viewOf(decodeHex(text, { start, end: run.end }), run);
}

function isHex(text: string, start: number, end: number): boolean {
  return /^[0-9a-fA-F]+$/.test(text.slice(start, end));
}

function base64View(text: string, run: Run): View | undefined {
  const start = beginning(text, run);
  if (start < 0) return undefined;
  const lines = allLines(text, { start, end: run.end });
  const end = lines.at(-1)!.end;
  if (end - start > MOST) return undefined;
  const bytes = decodeBase64(text, lines);
  return viewOf(bytes, { start, end: skipPadding(text, end) });
}

/** Where text begins in a run: at its start, or after a slash of a path. */
function beginning(text: string, { start, end }: Run): number {
  for (let tries = 0; tries < 4 && end - start >= HEAD; tries++) {
    const head = decodeBase64(text, [{ start, end: start + HEAD }]);
    if (looksLikeText(head) || isGzip(head)) return start;
    const slash = text.slice(start, end).indexOf("/");
    if (slash < 0) return -1;
    start += slash + 1;
  }
  return -1;
}

function skipPadding(text: string, end: number): number {
  while (text.charCodeAt(end) === 61) end++;
  return end;
}

function base32View(text: string, run: Run): View | undefined {
  if (!/^[A-Z2-7]{32}$/.test(text.slice(run.start, run.start + 32))) {
    return undefined;
  }
  if (!/^[A-Z2-7]+$/.test(text.slice(run.start, run.end))) return undefined;
  const bytes = decodeBase32(text, run);
  const end = skipPadding(text, run.end);
  return looksLikeText(bytes.subarray(0, HEAD))
    ? viewOf(bytes, { start: run.start, end })
    : undefined;
}

function viewOf(bytes: Uint8Array, span: Run): View | undefined {
  const plain = textOf(isGzip(bytes) ? inflate(bytes) : bytes);
  return plain === undefined ? undefined : wholeView(plain, span);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_INFLATED });
  } catch {
    return new Uint8Array();
  }
}
