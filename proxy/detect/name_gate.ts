import { BEYOND_ASCII, BLANK, charset, has, union } from "./charset.ts";
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
  const isSaid = isSaidBefore(scene, name);
  const from = Math.max(0, name.start - (isSaid ? BEFORE : 0));
  const to = Math.min(text.length, name.end + AFTER);
  if (longRuns.mayHoldKey(from, to)) return "any";
  if (type === "SECRET" && longRuns.mayHoldPhrase(from, to)) return "any";
  const mayBeSaid = type === "KEY" && !isDoubtful &&
    (isSaid || maySayMore(scene, name));
  return mayBeSaid ? "sentence" : "none";
}

/** Whether a word, a dash or a colon at the end of a line may follow a name. */
function maySayMore({ bytes }: Scene, { end }: NamePlace): boolean {
  let at = end;
  while (at - end < MOST_CLOSERS && has(CLOSERS, bytes[at]!)) at++;
  const code = bytes[at]!;
  if (code === COLON) return !isGivenAtOnce(bytes, at);
  if (!has(BLANK, code)) return has(MAY_CLOSE, code);
  while (has(BLANK, bytes[at]!)) at++;
  return has(MAY_GO_ON, bytes[at]!);
}

/** Whether a colon brings a value on its own line, which is then judged as one. */
function isGivenAtOnce(bytes: Uint8Array, colon: number): boolean {
  const next = bytes[colon + 1]!;
  if (next === COLON || next === EQUALS) return false;
  let at = colon + 1;
  while (has(BLANK, bytes[at]!)) at++;
  return bytes[at]! > SPACE;
}

const COLON = 58;
const EQUALS = 61;
const SPACE = 32;
const MOST_CLOSERS = 8;
const CLOSERS = charset("\"'`]})*_?!$");
/** Of what else may close a name more than one character is of one mark. */
const MAY_CLOSE = union([charset("\\&%\u001b"), BEYOND_ASCII]);
/** How a word, a dash, a colon or an arrow begins. */
const MAY_GO_ON = union([charset("A-Za-z0-9'/(),:-"), BEYOND_ASCII]);
