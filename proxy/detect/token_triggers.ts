import { type CompiledRule, fitsExactly, matchRule } from "./compiled_rule.ts";
import { matchContinued } from "./continued.ts";
import type { Trigger } from "./scene.ts";

/** Weight of a finding by a rule of one vendor's tokens. */
export const TOKEN_WEIGHT = 4;

/** Triggers of the rules that are found by a literal of their own. */
export function tokenTriggers(rules: readonly CompiledRule[]): Trigger[] {
  return rules.flatMap((compiled) =>
    compiled.anchors.map((literal) => ({
      literal,
      fire: (scene, start) => {
        const { text, runs } = scene;
        if (!fitsExactly(compiled, text, start)) return;
        const whole = matchRule(compiled, text, { at: start, runs });
        const match = compiled.before.length > 0
          ? whole
          : matchContinued(compiled, text, { at: start, whole });
        if (match === undefined) return;
        const { type, id } = compiled.rule;
        scene.candidates.push({
          ...match,
          type,
          rule: id,
          weight: TOKEN_WEIGHT,
        });
      },
    }))
  );
}
