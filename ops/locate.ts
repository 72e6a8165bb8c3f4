const HEADER = /^\s*\[\[?\s*([^\]]+?)\s*\]\]?/;
const KEY =
  /^\s*("[^"]*"|'[^']*'|[A-Za-z0-9_.-]+(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=/;

/** Where in a TOML text something stands. */
export interface Place {
  /** Key as written, without quotes. */
  readonly key: string;
  /** Table it is in; `""` at the top. */
  readonly table?: string;
  /** Which of the tables of that name, counted from 0. */
  readonly nth?: number;
}

/**
 * Line, counted from 1, on which a key is set; else that of its table, else 1.
 *
 * The TOML reader keeps no positions, so this finds the place again, for the
 * error message only.
 */
export function locate(
  text: string,
  { key, table = "", nth = 0 }: Place,
): number {
  let current = "";
  let seen = -1;
  let header = 1;
  for (const [index, line] of text.split("\n").entries()) {
    const opened = HEADER.exec(line)?.[1];
    if (opened !== undefined) {
      current = unquoted(opened);
      if (current === table) seen += 1;
      if (current === table && seen === nth) header = index + 1;
      continue;
    }
    const inside = current === table && (table === "" || seen === nth);
    if (inside && keyOf(line) === key) return index + 1;
  }
  return header;
}

function keyOf(line: string): string | undefined {
  const written = KEY.exec(line)?.[1];
  return written === undefined ? undefined : unquoted(written);
}

function unquoted(text: string): string {
  return text.replaceAll(/["']/g, "").replaceAll(/\s*\.\s*/g, ".");
}
