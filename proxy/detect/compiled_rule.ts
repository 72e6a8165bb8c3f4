import { anchorOf } from "./anchor.ts";
import { isInsideBlob, mayBegin } from "./boundary.ts";
import { type Charset, has, LETTER_OR_DIGIT, union } from "./charset.ts";
import {
  type Attempt,
  attemptAt,
  matchBackward,
  matchForward,
  type RunEnds,
} from "./match.ts";
import { isFiller, isMixedUp, looksRandom } from "./plausible.ts";
import type { Rule } from "./rule.ts";
import { parseShape, type Shape, type Step } from "./shape.ts";
import { isPassword } from "./stand_in.ts";
import { bytesOf } from "./text_bytes.ts";

/** A rule made ready for matching. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly shape: Shape;
  /** Literals to look for, lower case; none when the rule is found by words. */
  readonly anchors: readonly string[];
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  readonly left: Charset;
  /** What may not follow; `undefined` if anything may. */
  readonly right: Charset | undefined;
  /** The literal that the shape begins with, or the one to look for. */
  readonly leading: string;
  /** What it is as bytes, if it must stand there in its own case. */
  readonly exactly: Uint8Array;
  /** What must follow the literal, if a run of at least one does. */
  readonly second: Charset | undefined;
  /** Could stand in the middle of base64 by chance. */
  readonly isPlain: boolean;
  /** Least length of what fits; 0 if it may have blanks in it. */
  readonly least: number;
}

/** A place where a rule fits. */
export interface Match {
  /** The secret. */
  readonly start: number;
  readonly end: number;
}

/** Parses and checks a rule; throws `RuleError`. */
export function compileRule(rule: Rule): CompiledRule {
  const shape = parseShape(rule.shape);
  const anchor = rule.words === undefined
    ? anchorOf(shape, rule.shape)
    : { literals: [], step: 0 };
  const first = shape.steps[anchor.step]!;
  const leading = first.kind === "text" ? first.text : "";
  return {
    rule,
    shape,
    anchors: anchor.literals,
    before: shape.steps.slice(0, anchor.step),
    after: shape.steps.slice(anchor.step),
    left: rule.left === undefined ? LETTER_OR_DIGIT : classOf(rule.left),
    right: rule.right === undefined
      ? lastClass(shape.steps)
      : classOf(rule.right),
    leading,
    exactly: shape.ignoreCase ? new Uint8Array() : asciiOf(leading),
    second: secondClass(shape.steps, anchor.step),
    isPlain: /^[A-Za-z0-9+/]*$/.test(anchor.literals.join("")),
    least: mayHaveBlanks(shape.steps) ? 0 : leastLength(shape.steps),
  };
}

/** The part of a literal before its first character beyond ASCII. */
function asciiOf(literal: string): Uint8Array {
  const bytes = bytesOf(literal);
  const other = bytes.findIndex((byte) => byte > 127);
  return other < 0 ? bytes : bytes.subarray(0, other);
}

function secondClass(
  steps: readonly Step[],
  index: number,
): Charset | undefined {
  const next = steps[index]?.kind === "text" ? steps[index + 1] : undefined;
  return next?.kind === "run" && next.min > 0 ? next.set : undefined;
}

function mayHaveBlanks(steps: readonly Step[]): boolean {
  return steps.some((step) => {
    switch (step.kind) {
      case "text":
        return /\s/.test(step.text);
      case "run":
        return has(step.set, 32);
      case "group":
        return step.choices.some(mayHaveBlanks);
    }
  });
}

function leastLength(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => {
    switch (step.kind) {
      case "text":
        return sum + step.text.length;
      case "run":
        return sum + step.min;
      case "group":
        return sum + step.min * Math.min(...step.choices.map(leastLength));
    }
  }, 0);
}

function classOf(source: string): Charset {
  const [step] = parseShape(source).steps;
  return step?.kind === "run" ? step.set : new Uint8Array(129);
}

/** The class that a bounded last run may not go on with. */
function lastClass(steps: readonly Step[]): Charset | undefined {
  const sets: Charset[] = [];
  for (const step of steps.toReversed()) {
    if (step.kind !== "run" || step.max === Infinity) break;
    sets.push(step.set);
    if (step.min > 0) break;
  }
  return sets.length > 0 ? union(sets) : undefined;
}

/** Whether a literal stands there in its own case: a first, quick look. */
export function fitsExactly(
  { exactly, leading, second }: CompiledRule,
  bytes: Uint8Array,
  at: number,
): boolean {
  for (let i = 0; i < exactly.length; i++) {
    if (bytes[at + i] !== exactly[i]) return false;
  }
  return second === undefined || has(second, bytes[at + leading.length]!);
}

/** Whether a token of the rule may begin at a place. */
export function mayStart(
  { left, isPlain }: CompiledRule,
  text: string,
  at: number,
): boolean {
  return mayBegin(text, at, left) && !(isPlain && isInsideBlob(text, at));
}

/** Tries a rule at one of its anchors; `undefined` if it does not fit. */
export function matchRule(
  compiled: CompiledRule,
  text: string,
  { at, runs }: { readonly at: number; readonly runs: RunEnds },
): Match | undefined {
  const attempt = attemptAt(text, compiled.shape, runs);
  const start = compiled.before.length === 0
    ? at
    : matchBackward(attempt, compiled.before, at);
  if (start < 0 || !mayStart(compiled, text, start)) return undefined;
  const end = matchForward(attempt, compiled.after, at);
  if (end < 0 || goesOn(compiled, text, end)) return undefined;
  return judge(compiled, attempt, { start, end });
}

function goesOn({ right }: CompiledRule, text: string, end: number): boolean {
  return right !== undefined && end < text.length &&
    has(right, text.charCodeAt(end));
}

function judge(
  { rule, before, leading }: CompiledRule,
  { text, secretStart, secretEnd }: Attempt,
  whole: Match,
): Match | undefined {
  if (rule.longest !== undefined && whole.end - whole.start > rule.longest) {
    return undefined;
  }
  const secret = secretStart < 0
    ? whole
    : { start: secretStart, end: secretEnd };
  const skip = before.length === 0 ? leading.length : 0;
  const bodyStart = Math.max(secret.start, whole.start + skip);
  if (isFiller(text, bodyStart, secret.end)) return undefined;
  if (rule.isMadeUp && !isPassword(text.slice(secret.start, secret.end))) {
    return undefined;
  }
  const isDrawn = !rule.random || looksRandom(text, bodyStart, secret.end) ||
    isMixedUp(text, bodyStart, secret.end);
  return isDrawn ? secret : undefined;
}
