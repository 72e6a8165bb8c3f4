import { isSaidBefore } from "./prose_value.ts";
import type { Scene } from "./scene.ts";
import type { NameMeaning } from "./secret_names.ts";
import type { NamePlace } from "./value.ts";

/** How far before a name its value may begin if a sentence says so. */
const BEFORE = 340;
/** How far after it: a few short lines may stand between them. */
const AFTER = 640;
/** What a quick look around a name can tell of a secret there. */
export type Chance = "any" | "none" | "sentence";

/**
 * Whether anything stands around a name that says little of its value which
 * would be a secret: a long word with a digit, or the phrase of a seed.
 *
 * Shorter words are enough where a sentence brings them: `the key is …`.
 */
export function chanceOf(
  scene: Scene,
  name: NamePlace,
  { strength, type, isDoubtful }: NameMeaning,
): Chance {
  if (strength > 1 || type === "AUTH") return "any";
  const { longRuns, text } = scene;
  const before = isSaidBefore(scene, name) ? BEFORE : 0;
  const from = Math.max(0, name.start - before);
  const to = Math.min(text.length, name.end + AFTER);
  if (longRuns.mayHoldKey(from, to)) return "any";
  if (type === "SECRET" && longRuns.mayHoldPhrase(from, to)) return "any";
  return type === "KEY" && !isDoubtful ? "sentence" : "none";
}
