import type { Random } from "../../proxy/detect/rule.ts";
import { type Carrier, CARRIERS, type Named } from "./carriers.ts";
import { type Kind, KINDS } from "./kinds.ts";

/** A text with one secret in it, and where that stands. */
export interface Case {
  readonly kind: string;
  readonly carrier: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A name in every style. */
export function nameInStyles(words: string, value: string): Named {
  const parts = words.split(" ");
  const capital = (part: string) =>
    part.charAt(0).toUpperCase() + part.slice(1);
  return {
    env: parts.join("_").toUpperCase(),
    camel: parts[0]! + parts.slice(1).map(capital).join(""),
    snake: parts.join("_"),
    kebab: parts.join("-"),
    words,
    value,
  };
}

/** One secret of a kind in a carrier; `undefined` if that cannot be. */
export function makeCase(
  kind: Kind,
  carrier: Carrier,
  random: Random,
): Case | undefined {
  if (carrier.isNameless && !kind.hasForm) return undefined;
  const value = kind.make(random);
  const text = carrier.write(nameInStyles(kind.words, value));
  const start = text.indexOf(value);
  const secret = kind.secretIn
    ? kind.secretIn(value)
    : { start: 0, end: value.length };
  if (start < 0 || secret === undefined) return undefined;
  return {
    kind: kind.id,
    carrier: carrier.id,
    text,
    start: start + secret.start,
    end: start + secret.end,
  };
}

/** Which of all cases are wanted. */
export interface Choice {
  readonly random: Random;
  /** Take one in so many. */
  readonly oneIn?: number;
  /** Take only this kind or carrier. */
  readonly only?: string;
}

/** Kinds in carriers that can carry them: all, or as chosen. */
export function* chooseCases(
  { random, oneIn = 1, only }: Choice,
): Generator<Case> {
  let count = 0;
  for (const kind of KINDS) {
    for (const carrier of CARRIERS) {
      if (carrier.isNameless && !kind.hasForm) continue;
      if (count++ % oneIn !== 0) continue;
      if (only && only !== kind.id && only !== carrier.id) continue;
      const made = makeCase(kind, carrier, random);
      if (made) yield made;
    }
  }
}
