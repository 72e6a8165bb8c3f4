import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";
import { attemptAt, matchForward } from "../../../proxy/detect/match.ts";
import type { Rule } from "../../../proxy/detect/rule.ts";
import { RULES } from "../../../proxy/detect/rules/catalogue.ts";
import { sample } from "../../../proxy/detect/sample.ts";
import { parseShape } from "../../../proxy/detect/shape.ts";
import { seeded } from "../../corpus/seeded.ts";

const DRAWS = 60;
/** One in so many random tokens may look written by somebody. */
const ONE_IN = 1000;

const { scan } = createScanner();

/** The secret part of a token of a shape. */
function secretOf(token: string, { shape }: Rule) {
  const parsed = parseShape(shape);
  const attempt = attemptAt(token, parsed);
  const end = matchForward(attempt, parsed.steps, 0);
  return attempt.secretStart < 0
    ? { start: 0, end }
    : { start: attempt.secretStart, end: attempt.secretEnd };
}

/** Tokens of a rule that are lost in a line that has nothing else. */
function lostOf(rule: Rule, seed: number): readonly string[] {
  const random = seeded(seed);
  return Array.from({ length: DRAWS }, () => sample(rule.shape, random))
    .filter((token) => {
      const { start, end } = secretOf(token, rule);
      const found = scan(`see ${token}\n`);
      return !found.some((f) => f.start <= start + 4 && f.end >= end + 4);
    });
}

Deno.test("no token with a literal and an exact shape is lost by chance", () => {
  for (const rule of RULES) {
    if (rule.words || rule.random || rule.isMadeUp) continue;
    assert.deepEqual(lostOf(rule, 21), [], rule.id);
  }
});

Deno.test("of tokens that must look random hardly any is lost by chance", () => {
  const rules = RULES.filter(({ words, random }) => !words && random);
  const lost = rules.flatMap((rule) => lostOf(rule, 22));
  assert.ok(lost.length * ONE_IN <= rules.length * DRAWS, lost.join("\n"));
});
