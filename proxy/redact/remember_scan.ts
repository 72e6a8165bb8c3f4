import type { Finding, Scan } from "./finding.ts";

export interface RememberOptions {
  /** UTF-16 code units of text that are remembered at most. Default 2 Mi, a few long conversations. */
  readonly maxSize?: number;
  /** Shorter texts cost less to scan than to look up. Default 64. */
  readonly minLength?: number;
  /** Told of each text that was looked up, whether it was known. */
  readonly looked?: (isKnown: boolean) => void;
}

/** What the scan of a text found, under which key it stood, and when it was used. */
interface Remembered {
  readonly name: string | undefined;
  readonly findings: readonly Finding[];
  /** Size of all texts taken in until its place among the others was renewed. */
  readonly renewed: number;
}

/** A text's place is renewed when so much of the bound was taken in since. */
const STALE = 1 / 8;
/** Longer texts would push out too many others. */
const MOST = 1 / 2;

/**
 * The same scan, but a text that was seen before costs a lookup.
 *
 * An agent sends its whole conversation every turn, so nearly all text is old.
 * Texts are their own keys: their hash is the engine's, and a match compares
 * every character. What was not used for longest is forgotten. A new policy
 * brings a new scan, and with it an empty memory.
 */
export function rememberScan(
  scan: Scan,
  { maxSize = 2 * 2 ** 20, minLength = 64, looked }: RememberOptions = {},
): Scan {
  const known = new Map<string, Remembered>();
  let size = 0;
  let taken = 0;
  const forget = (text: string) => {
    if (known.delete(text)) size -= text.length;
  };
  const keep = (text: string, found: Omit<Remembered, "renewed">) => {
    forget(text);
    if (text.length > maxSize * MOST) return;
    for (const oldest of known.keys()) {
      if (size + text.length <= maxSize) break;
      forget(oldest);
    }
    known.set(text, { ...found, renewed: taken });
    size += text.length;
  };
  return (text, at) => {
    if (text.length < minLength) return scan(text, at);
    const name = at?.name;
    const found = known.get(text);
    const isKnown = found !== undefined && found.name === name;
    looked?.(isKnown);
    if (isKnown) {
      if (taken - found.renewed > maxSize * STALE) keep(text, found);
      return found.findings;
    }
    const findings = scan(text, at);
    taken += text.length;
    keep(text, { name, findings });
    return findings;
  };
}
