import type { Scene } from "./scene.ts";
import type { NameMeaning } from "./secret_names.ts";
import type { NamePlace } from "./value.ts";

/** How far before a name its value may begin, and how far after it. */
const BEFORE = 340;
const AFTER = 1024;
/** What a quick look around a name can tell of a secret there. */
export type Chance = "any" | "none" | "sentence";

/**
 * Whether anything stands around a name that says little of its value which
 * would be a secret: a long word with a digit, or a phrase.
 *
 * Shorter words are enough where a sentence brings them: `the key is …`.
 */
export function chanceOf(
  { longRuns, text }: Scene,
  name: NamePlace,
  { strength, type, isDoubtful }: NameMeaning,
): Chance {
  if (strength > 1 || type === "AUTH") return "any";
  const from = Math.max(0, name.start - BEFORE);
  const to = Math.min(text.length, name.end + AFTER);
  if (longRuns.mayHoldKey(from, to) || longRuns.mayHoldPhrase(from, to)) {
    return "any";
  }
  return type === "KEY" && !isDoubtful ? "sentence" : "none";
}
