import type { Span } from "../redact/finding.ts";

/** A string in a JSON text: its span is what stands between the quotes. */
export interface StringToken<T> extends Span {
  /** Its value: escapes resolved, lone surrogates as they are. */
  readonly text: string;
  /** It holds `\` escapes: its value is shorter than its span. */
  readonly escaped: boolean;
  readonly isKey: boolean;
  /** The object key it is the value of, directly or as an item of its array. */
  readonly name: string | undefined;
  /** What the path tree says of its place. */
  readonly value: T | undefined;
}

/** The value of the JSON string that `text` holds there, between quotes; lone surrogates stay as they are. */
export function decodeString(text: string, { start, end }: Span): string {
  try {
    return JSON.parse(text.slice(start - 1, end + 1));
  } catch {
    return text.slice(start, end);
  }
}

/** `value` as it stands between the quotes of a JSON string. */
export function encodeString(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

/**
 * Where in the escaped text `raw` the characters of its value stand.
 *
 * `positions`, ascending, count UTF-16 code units of the value; so do the
 * answers, of `raw`.
 */
export function rawOffsets(
  raw: string,
  positions: readonly number[],
): number[] {
  let decoded = 0;
  let at = 0;
  return positions.map((position) => {
    for (;;) {
      const slash = raw.indexOf("\\", at);
      const plain = (slash < 0 ? raw.length : slash) - at;
      if (slash < 0 || decoded + plain >= position) {
        at += position - decoded;
        decoded = position;
        return at;
      }
      decoded += plain + 1;
      at = slash + (raw.charCodeAt(slash + 1) === 0x75 ? 6 : 2);
    }
  });
}
