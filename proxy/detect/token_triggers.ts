import { charset } from "./charset.ts";
import {
  type CompiledRule,
  fitsExactly,
  matchRule,
  mayStart,
} from "./compiled_rule.ts";
import { matchContinued } from "./continued.ts";
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
  let spanned = 0;
  let tries = 0;
  return (scene, start) => {
    const { text, bytes } = scene;
    // A row of one letter begins where that letter first stands.
    if (isOfOne && bytes[start - 1] === bytes[start]) return;
    if (!fitsExactly(compiled, bytes, start)) return;
    if (isWhole && !mayStart(compiled, text, start)) return;
    if (seen !== scene || start >= spanned) {
      seen = scene;
      tries = 0;
    } else if (++tries > MOST_TRIES) {
      return;
    }
    const isFirst = tries === 0;
    spanned = Math.max(start, tryRule(compiled, scene, { start, isFirst }));
  };
}

/** Reports a token that begins here; returns how far was looked. */
function tryRule(
  compiled: CompiledRule,
  scene: Scene,
  { start, isFirst }: { readonly start: number; readonly isFirst: boolean },
): number {
  const { text, runs } = scene;
  const whole = matchRule(compiled, text, { at: start, runs });
  const { match, looked } = isFirst && compiled.before.length === 0
    ? matchContinued(compiled, text, { at: start, whole, runs })
    : { match: whole, looked: runs.endOf(IN_TOKEN, start) };
  if (match === undefined) return looked;
  const { type, id } = compiled.rule;
  scene.candidates.push({ ...match, type, rule: id, weight: TOKEN_WEIGHT });
  return match.end;
}

const IN_TOKEN = charset("A-Za-z0-9_-");
