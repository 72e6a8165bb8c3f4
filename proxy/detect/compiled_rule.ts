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
import { IN_LONG_RUN, LEAST_LONG } from "./long_runs.ts";
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
  /** What must follow the literal, if a run does. */
  readonly needed: Needed | undefined;
  /** Could stand in the middle of base64 by chance. */
  readonly isPlain: boolean;
  /** Least length of what fits; 0 if it may have blanks in it. */
  readonly least: number;
  /** Most length of what fits; infinite if there is no most. */
  readonly most: number;
  /**
   * How far after its start what fits has a long run, as `LongRuns` knows them,
   * at most; -1 if it may have none.
   */
  readonly longBy: number;
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
  const least = mayHaveBlanks(shape.steps) ? 0 : lengthOf(shape.steps, "min");
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
    needed: neededAfter(shape.steps, anchor.step),
    isPlain: /^[A-Za-z0-9+/]*$/.test(anchor.literals.join("")),
    least,
    most: lengthOf(shape.steps, "max"),
    longBy: least >= LEAST_LONG && isAllOf(IN_LONG_RUN, shape.steps)
      ? 0
      : longRunIn(shape.steps),
  };
}

/** The part of a literal before its first character beyond ASCII. */
function asciiOf(literal: string): Uint8Array {
  const bytes = bytesOf(literal);
  const other = bytes.findIndex((byte) => byte > 127);
  return other < 0 ? bytes : bytes.subarray(0, other);
}

/** Characters that a literal needs after it, at places counted from its start. */
interface Needed {
  readonly set: Charset;
  readonly first: number;
  readonly middle: number;
  readonly last: number;
}

/** What is broken into lines has so many characters on the first of them. */
const LEAST_UNBROKEN = 12;

function neededAfter(
  steps: readonly Step[],
  index: number,
): Needed | undefined {
  const literal = steps[index];
  const next = steps[index + 1];
  if (literal?.kind !== "text" || next?.kind !== "run" || next.min === 0) {
    return undefined;
  }
  const first = literal.text.length;
  const end = Math.min(first + next.min, LEAST_UNBROKEN);
  const last = Math.max(first, end - 1);
  return { set: next.set, first, middle: (first + last) >> 1, last };
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

/** The least or the most length of what fits; infinite if there is no most. */
function lengthOf(steps: readonly Step[], bound: "min" | "max"): number {
  return steps.reduce((sum, step) => {
    switch (step.kind) {
      case "text":
        return sum + step.text.length;
      case "run":
        return sum + step[bound];
      case "group": {
        const lengths = step.choices.map((choice) => lengthOf(choice, bound));
        return sum + step[bound] * Math[bound](...lengths);
      }
    }
  }, 0);
}

/** How far on the first run begins that is long whatever it is; -1 if none is. */
function longRunIn(steps: readonly Step[]): number {
  let before = 0;
  for (const step of steps) {
    const isLong = step.kind === "run" && step.min >= LEAST_LONG;
    if (isLong && isAllOf(IN_LONG_RUN, [step])) return before;
    before += lengthOf([step], "max");
  }
  return -1;
}

/** Whether all that fits is of one set of characters. */
function isAllOf(set: Charset, steps: readonly Step[]): boolean {
  return steps.every((step) => {
    switch (step.kind) {
      case "text":
        return [...step.text].every((each) => has(set, each.charCodeAt(0)));
      case "run":
        return step.set.every((flag, code) => flag === 0 || set[code] === 1);
      case "group":
        return step.choices.every((choice) => isAllOf(set, choice));
    }
  });
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

/**
 * Whether a literal stands there in its own case, and three of the characters
 * that it needs after it: a first, quick look.
 */
export function fitsExactly(
  { exactly, needed }: CompiledRule,
  bytes: Uint8Array,
  at: number,
): boolean {
  for (let i = 0; i < exactly.length; i++) {
    if (bytes[at + i] !== exactly[i]) return false;
  }
  if (needed === undefined) return true;
  const { set, first, middle, last } = needed;
  return has(set, bytes[at + first]!) && has(set, bytes[at + last]!) &&
    has(set, bytes[at + middle]!);
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
