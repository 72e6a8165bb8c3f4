import { isFiller, looksRandom } from "../detect/plausible.ts";

/** Shorter values stand in harmless text by chance. */
export const LEAST_LENGTH = 8;

/** Why a value is not looked for wherever it may stand. */
export type Indistinct = "short" | "common";

/** Words, perhaps with separators: also what a path or a name is made of. */
const WORDS =
  /^(?:[A-Z]?[a-z]*|[A-Z]+)(?:[ _.:/\\-]+(?:[A-Z]?[a-z]*|[A-Z]+))*$/;
/** A date, a port, an amount. */
const NUMBER = /^[\d.,:/-]{1,11}$/;

/** A file or an address that holds no secret itself. */
const REFERENCE =
  /^(?:(?:~|\.{1,2})\/|\/(?:home|usr|var|etc|opt|tmp|root|Users|run|private|mnt|srv|Library)\/|[A-Za-z]:\\|https?:\/\/[^@]*$|\$\{|op:\/\/)/;

/** Whether a value may stand in harmless text; `undefined` if it is distinctive. */
export function indistinct(value: string): Indistinct | undefined {
  if (value.length < LEAST_LENGTH) return "short";
  if (NUMBER.test(value) || REFERENCE.test(value)) return "common";
  if (isFiller(value, 0, value.length)) return "common";
  return value.length < 256 && WORDS.test(value) &&
      !looksRandom(value, 0, value.length)
    ? "common"
    : undefined;
}
