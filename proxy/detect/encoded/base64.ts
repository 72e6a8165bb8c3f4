import type { Span } from "../../redact/finding.ts";
import { nextLine, runEnd } from "./runs.ts";

const VALUES = new Uint8Array(128).fill(255);
"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  .split("").forEach((character, value) => {
    VALUES[character.charCodeAt(0)] = value;
  });
VALUES[45] = 62;
VALUES[95] = 63;

/** The six bits that a character of base64 or base64url stands for. */
export function valueOf(code: number): number {
  return VALUES[code]!;
}

/** The run and the lines that follow it, if it is wrapped, up to a length. */
export function allLines(
  text: string,
  first: Span,
  most: number,
): readonly Span[] {
  const lines = [first];
  let at = nextLine(text, first);
  while (at >= 0 && at - first.start < most) {
    const line = { start: at, end: runEnd(text, at) };
    lines.push(line);
    at = nextLine(text, line);
  }
  return lines;
}

/** The bytes of runs of base64 or base64url that are one after the other. */
export function decodeBase64(text: string, lines: readonly Span[]): Uint8Array {
  const size = lines.reduce((sum, { start, end }) => sum + end - start, 0);
  const bytes = new Uint8Array(Math.floor(size * 3 / 4));
  let at = 0;
  let bits = 0;
  let held = 0;
  for (const { start, end } of lines) {
    for (let i = start; i < end; i++) {
      held = (held << 6 | VALUES[text.charCodeAt(i)]!) & 0xffff;
      bits += 6;
      if (bits < 8) continue;
      bits -= 8;
      bytes[at++] = held >> bits;
    }
  }
  return bytes;
}

/** The bytes of a run of base32. */
export function decodeBase32(text: string, { start, end }: Span): Uint8Array {
  const bytes = new Uint8Array(Math.floor((end - start) * 5 / 8));
  let at = 0;
  let bits = 0;
  let held = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    held = (held << 5 | (code < 65 ? code - 24 : code - 65)) & 0xffff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >> bits;
  }
  return bytes;
}

/** What a digit stands for that is hexadecimal. */
export function digitOf(code: number): number {
  return code < 58 ? code - 48 : (code | 32) - 87;
}

/** The bytes of a run of hexadecimal digits of even length. */
export function decodeHex(text: string, { start, end }: Span): Uint8Array {
  const bytes = new Uint8Array((end - start) >> 1);
  for (let i = 0; i < bytes.length; i++) {
    const at = start + 2 * i;
    bytes[i] = digitOf(text.charCodeAt(at)) << 4 |
      digitOf(text.charCodeAt(at + 1));
  }
  return bytes;
}
