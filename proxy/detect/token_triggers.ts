import { charset } from "./charset.ts";
import {
  type CompiledRule,
  fitsExactly,
  matchRule,
  mayStart,
} from "./compiled_rule.ts";
import { type Continued, matchContinued } from "./continued.ts";
import type { Scene, Trigger } from "./scene.ts";

/** Weight of a finding by a rule of one vendor's tokens. */
export const TOKEN_WEIGHT = 4;

/** Times that a rule is tried inside what it was found to span. */
const MOST_TRIES = 4;

/** Triggers of the rules that are found by a literal of their own. */
export function tokenTriggers(rules: readonly CompiledRule[]): Trigger[] {
  return rules.flatMap((compiled) => {
    const fire = fireRule(compiled);
    const { exactly, anchors } = compiled;
    return anchors.map((literal) => {
      const last = exactly[literal.length - 1];
      return { literal, last, fire };
    });
  });
}

/** What a rule does where one of its literals stands. */
function fireRule(compiled: CompiledRule): Trigger["fire"] {
  const isWhole = compiled.before.length === 0;
  const isOfOne = isWhole && /^(.)\1+$/.test(compiled.leading);
  let seen: Scene | undefined;
  /** Ends of what was looked at and of what was found. */
  let spanned = 0;
  let found = 0;
  let tries = 0;
  return (scene, start) => {
    const { text, bytes } = scene;
    // A row of one letter begins where that letter first stands.
    if (isOfOne && bytes[start - 1] === bytes[start]) return;
    if (!fitsExactly(compiled, bytes, start)) return;
    if (isWhole && !mayStart(compiled, text, start)) return;
    if (seen !== scene || start >= spanned) {
      seen = scene;
      found = 0;
      tries = 0;
    } else if (++tries > MOST_TRIES) {
      return;
    }
    const isFirst = tries === 0;
    const { match, looked } = tryRule(compiled, scene, { start, isFirst });
    if (match === undefined) {
      spanned = Math.max(found, looked);
      return;
    }
    // What was found ends the look: another one may begin right after it.
    spanned = found = Math.max(found, match.end);
    const { type, id } = compiled.rule;
    scene.candidates.push({ ...match, type, rule: id, weight: TOKEN_WEIGHT });
  };
}

/** The token that begins here, if one does, and how far was looked for it. */
function tryRule(
  compiled: CompiledRule,
  { text, runs }: Scene,
  { start, isFirst }: { readonly start: number; readonly isFirst: boolean },
): Continued {
  const match = matchRule(compiled, text, { at: start, runs });
  return isFirst && compiled.before.length === 0
    ? matchContinued(compiled, text, { at: start, whole: match, runs })
    : { match, looked: runs.endOf(IN_TOKEN, start) };
}

const IN_TOKEN = charset("A-Za-z0-9_-");
