import type { Whereabouts } from "../redact/finding.ts";
import type { Candidate } from "./merge.ts";
import { meaningOf } from "./secret_names.ts";
import { isSecretValue } from "./secret_value.ts";

/** Longest leaf that is read together with its name. */
const MOST = 1024;

/** The value that a name gives to a whole text, if that is a secret. */
export function judgeLeaf(
  text: string,
  { name }: Whereabouts,
): Candidate | undefined {
  const meaning = name === undefined ? undefined : meaningOf(name);
  if (meaning === undefined) return undefined;
  const { type, strength } = meaning;
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const isSecret = end > start && isSecretValue(text, { start, end }, {
    type,
    strength,
    link: "assign",
    isQuoted: true,
    isLine: false,
    isTight: false,
  });
  return isSecret
    ? { start, end, type, rule: "named-value", weight: 1 }
    : undefined;
}

/**
 * A text to scan in place of a short leaf: the leaf after its name, so that a
 * vendor's name tells what it tells inside one text.
 */
export function withName(
  text: string,
  { name }: Whereabouts,
): { readonly text: string; readonly shift: number } {
  const isWorthIt = name !== undefined && name.length <= 64 &&
    text.length >= 8 && text.length <= MOST && !/[\s"'\\]/.test(text);
  if (!isWorthIt) return { text, shift: 0 };
  const before = `${name}: "`;
  return { text: `${before}${text}"`, shift: before.length };
}
