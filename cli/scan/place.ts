import type { Finding } from "../../proxy/mod.ts";

/** Where a person finds something: both count from 1, columns in UTF-16 units as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly type: string;
}

/** The places of findings, which must be in order. One pass over the text. */
export function places(
  text: string,
  findings: readonly Finding[],
): readonly Place[] {
  let line = 1;
  let lineStart = 0;
  return findings.map(({ start, type }) => {
    let next = text.indexOf("\n", lineStart);
    while (next >= 0 && next < start) {
      line++;
      lineStart = next + 1;
      next = text.indexOf("\n", lineStart);
    }
    return { line, column: start - lineStart + 1, type };
  });
}
