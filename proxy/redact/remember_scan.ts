import type { Finding, Scan } from "./finding.ts";

export interface RememberOptions {
  /** UTF-16 code units of text that are remembered at most. Default 2 Mi, some ten long conversations. */
  readonly maxSize?: number;
  /** Shorter texts cost less to scan than to look up. Default 64. */
  readonly minLength?: number;
  /** Told of each text that was looked up, whether it was known. */
  readonly looked?: (isKnown: boolean) => void;
}

/** What a text's scan found, and under which key it stood. */
interface Remembered {
  readonly name: string | undefined;
  readonly findings: readonly Finding[];
}

/**
 * The same scan, but a text that was seen before costs a lookup.
 *
 * An agent sends its whole conversation every turn, so nearly all text is old.
 * What has not been seen for half the bound of newer text is forgotten. A new
 * policy brings a new scan, and with it an empty memory.
 */
export function rememberScan(
  scan: Scan,
  { maxSize = 2 * 2 ** 20, minLength = 64, looked }: RememberOptions = {},
): Scan {
  let recent = new Map<string, Remembered>();
  let older = new Map<string, Remembered>();
  let size = 0;
  const remember = (text: string, found: Remembered) => {
    if (size + text.length > maxSize / 2) {
      older = recent;
      recent = new Map();
      size = 0;
    }
    if (text.length > maxSize / 2) return;
    recent.set(text, found);
    size += text.length;
  };
  return (text, at) => {
    if (text.length < minLength) return scan(text, at);
    const name = at?.name;
    const known = recent.get(text);
    const isRecent = known !== undefined && known.name === name;
    const old = isRecent ? undefined : older.get(text);
    const isOld = old !== undefined && old.name === name;
    looked?.(isRecent || isOld);
    if (isRecent) return known.findings;
    const found = isOld ? old : { name, findings: scan(text, at) };
    if (known === undefined) remember(text, found);
    else recent.set(text, found);
    return found.findings;
  };
}
