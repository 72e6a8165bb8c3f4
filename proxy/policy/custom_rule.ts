import { compileRule } from "../detect/compiled_rule.ts";
import { overlap } from "../detect/charset.ts";
import { RuleError } from "../detect/errors.ts";
import type { Rule } from "../detect/rule.ts";
import type { Step } from "../detect/shape.ts";

/** Longest match that a custom rule may ask for, in characters. */
export const MAX_LENGTH = 8_192;
/** Shortest word beside which a custom rule may look. */
const LEAST_WORD = 3;

/** A rule as a person writes it. */
export interface CustomRule {
  readonly id: string;
  readonly type: string;
  /** In the notation of proxy/detect/RULES.md. */
  readonly expression: string;
  readonly words?: readonly string[];
  /** Longest match, in characters. */
  readonly maxLength?: number;
}

/**
 * A rule that the scanner can use.
 *
 * @throws {RuleError} with the reason: it could backtrack, has no literal or
 * word to be found by, or no greatest length.
 */
export function customRule(
  { id, type, expression, words, maxLength }: CustomRule,
): Rule {
  const rule: Rule = {
    id,
    type,
    shape: expression,
    ...words === undefined ? {} : { words },
    ...maxLength === undefined ? {} : { longest: maxLength },
  };
  if (words?.some((word) => word.replaceAll("_", "").length < LEAST_WORD)) {
    throw refused("no_anchor", expression, {
      as: `a word of at least ${LEAST_WORD} characters to be found by`,
      hint: "Give a vendor's name or the name of a variable.",
    });
  }
  const { steps } = compileRule(rule).shape;
  if (steps.some(repeatsItself)) {
    throw refused("could_backtrack", expression, {
      as: "a shape that never goes back",
      hint: "Let no repeated group begin with what it ends with.",
    });
  }
  if (maxLength === undefined && !(greatest(steps) <= MAX_LENGTH)) {
    throw refused("bad_rule", expression, {
      as: "a match of limited length",
      hint: `Give max_length, at most ${MAX_LENGTH}, or counts like {20,80}.`,
    });
  }
  return rule;
}

function refused(
  code: RuleError["code"],
  expression: string,
  { as, hint }: { readonly as: string; readonly hint: string },
): RuleError {
  return new RuleError(code, `Cannot use as ${as}: ${expression}`, { hint });
}

/** Whether one round of a repeated group could take what the next begins with. */
function repeatsItself(step: Step): boolean {
  if (step.kind !== "group") return false;
  const inner = step.choices.some((choice) => choice.some(repeatsItself));
  if (inner || step.max <= 1) return inner;
  const isAmbiguous = step.choices.some((choice, i) =>
    step.choices.slice(i + 1).some((other) => mayShare(choice[0], other[0]))
  );
  return isAmbiguous || step.choices.some((choice) => {
    const last = choice.at(-1);
    return last === undefined || last.kind === "group" ||
      last.kind === "run" && last.min !== last.max &&
        step.choices.some((other) => mayFollow(last, other[0]));
  });
}

function mayShare(a: Step | undefined, b: Step | undefined): boolean {
  if (a?.kind === "run") return mayFollow(a, b);
  if (b?.kind === "run") return mayFollow(b, a);
  if (a?.kind !== "text" || b?.kind !== "text") return true;
  return a.text.startsWith(b.text) || b.text.startsWith(a.text);
}

function mayFollow(
  { set }: Step & { kind: "run" },
  first: Step | undefined,
): boolean {
  if (first === undefined || first.kind === "group") return true;
  return first.kind === "run"
    ? overlap(set, first.set)
    : set[Math.min(first.text.charCodeAt(0), 128)] === 1;
}

function greatest(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => {
    switch (step.kind) {
      case "text":
        return sum + step.text.length;
      case "run":
        return sum + Math.max(step.max, 1);
      case "group":
        return sum + step.max * Math.max(...step.choices.map(greatest), 1);
    }
  }, 0);
}
