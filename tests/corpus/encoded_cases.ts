import type { Random } from "../../proxy/detect/rule.ts";
import type { Case } from "./cases.ts";
import { type Encoding, ENCODINGS } from "./encodings.ts";
import { type Kind, KINDS } from "./kinds.ts";

/** A text with one encoded secret in it. */
export interface EncodedCase extends Case {
  readonly level: Encoding["level"];
}

/** Take one kind in so many. */
const ONE_IN = 17;
/** What an encoding may leave of the first and last characters of a secret. */
const SLACK = 8;
const OPENING = "⟦";
const CLOSING = "⟧";

/** Secrets with a form of their own, in every encoding. */
export function* encodedCases(random: Random): Generator<EncodedCase> {
  const kinds = KINDS.filter(({ hasForm, secretIn }) => hasForm && !secretIn)
    .filter((_, i) => i % ONE_IN === 0);
  for (const kind of kinds) {
    for (const encoding of ENCODINGS) yield encode(kind, encoding, random);
  }
}

function encode(kind: Kind, encoding: Encoding, random: Random): EncodedCase {
  const name = kind.words.replaceAll(" ", "_").toUpperCase();
  const marked = encoding.write(kind.make(random), name);
  const start = marked.indexOf(OPENING);
  const end = marked.indexOf(CLOSING) - OPENING.length;
  return {
    kind: kind.id,
    carrier: encoding.id,
    level: encoding.level,
    text: marked.replace(OPENING, "").replace(CLOSING, ""),
    start: Math.min(start + SLACK, end),
    end: Math.max(end - SLACK, start),
  };
}
