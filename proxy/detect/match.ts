import { type Charset, has } from "./charset.ts";
import type { Shape, Step } from "./shape.ts";
import { bytesOf } from "./text_bytes.ts";

/**
 * Where runs end in one text, so that no stretch is walked again and again.
 *
 * A long run without an upper bound that begins inside one already walked ends
 * where that one ended. This keeps many failed attempts linear.
 */
export class RunEnds {
  #bytes: Uint8Array | undefined;
  readonly #text: string;
  /** Made for the first long run. */
  #known: Map<Charset, { from: number; to: number }[]> | undefined;

  /** @param bytes those of the text, if they were read already. */
  constructor(text: string, bytes?: Uint8Array) {
    this.#text = text;
    this.#bytes = bytes;
  }

  /** The end of the run of `set` that begins at `at`. */
  endOf(set: Charset, at: number): number {
    const { length } = this.#text;
    const bytes = this.#bytes ??= bytesOf(this.#text);
    const limit = Math.min(at + SHORT, length);
    let to = at;
    while (to < limit && has(set, bytes[to]!)) to++;
    return to < limit || to === length ? to : this.#endOfLong(set, at, bytes);
  }

  #endOfLong(set: Charset, at: number, bytes: Uint8Array): number {
    const known = this.#knownOf(set);
    for (const { from, to } of known) if (at >= from && at < to) return to;
    let to = at + SHORT;
    while (to < this.#text.length && has(set, bytes[to]!)) to++;
    known.unshift({ from: at, to });
    if (known.length > MOST_KNOWN) known.pop();
    return to;
  }

  #knownOf(set: Charset) {
    const all = this.#known ??= new Map();
    let known = all.get(set);
    if (known === undefined) all.set(set, known = []);
    return known;
  }
}

/** Runs up to this length are walked each time. */
const SHORT = 48;
/** More runs of one class than any one shape has. */
const MOST_KNOWN = 8;

/** What a shape is matched against, and where its secret part was seen. */
export interface Attempt {
  readonly text: string;
  readonly runs: RunEnds;
  readonly ignoreCase: boolean;
  secretStart: number;
  secretEnd: number;
}

/** An attempt at a text, with nothing matched yet. */
export function attemptAt(
  text: string,
  { ignoreCase }: Pick<Shape, "ignoreCase">,
  runs: RunEnds = new RunEnds(text),
): Attempt {
  return { text, runs, ignoreCase, secretStart: -1, secretEnd: -1 };
}

/** Takes all steps from `at` on; returns the end, or -1 if one does not fit. */
export function matchForward(
  attempt: Attempt,
  steps: readonly Step[],
  at: number,
): number {
  for (const step of steps) {
    at = takeStep(attempt, step, at);
    if (at < 0) return -1;
  }
  return at;
}

function takeStep(attempt: Attempt, step: Step, at: number): number {
  switch (step.kind) {
    case "text":
      return fits(attempt, step.text, at) ? at + step.text.length : -1;
    case "run":
      return takeRun(attempt, step, at);
    case "group":
      return takeGroup(attempt, step, at);
  }
}

function fits(attempt: Attempt, literal: string, at: number): boolean {
  if (attempt.text.startsWith(literal, at)) return true;
  return attempt.ignoreCase &&
    attempt.text.slice(at, at + literal.length).toLowerCase() ===
      literal.toLowerCase();
}

function takeRun(
  { text, runs }: Attempt,
  step: Step & { kind: "run" },
  at: number,
): number {
  const { set, min, max, until } = step;
  if (max === Infinity) {
    const end = runs.endOf(set, at);
    return end - at >= min ? end : -1;
  }
  const limit = Math.min(at + max, text.length);
  let end = at;
  while (end < limit && has(set, text.charCodeAt(end))) end++;
  if (end - at < min) return -1;
  if (until === undefined) return end;
  const found = text.slice(at + min, end + until.length).indexOf(until);
  return found < 0 ? -1 : at + min + found;
}

function takeGroup(
  attempt: Attempt,
  step: Step & { kind: "group" },
  at: number,
): number {
  let end = at;
  for (let count = 0; count < step.max; count++) {
    const next = takeChoice(attempt, step.choices, end);
    if (next < 0) return count < step.min ? -1 : end;
    if (step.isSecret) {
      attempt.secretStart = end;
      attempt.secretEnd = next;
    }
    if (next === end) return end;
    end = next;
  }
  return end;
}

function takeChoice(
  attempt: Attempt,
  choices: readonly (readonly Step[])[],
  at: number,
): number {
  for (const choice of choices) {
    const end = matchForward(attempt, choice, at);
    if (end >= 0) return end;
  }
  return -1;
}

/**
 * Takes steps from right to left, from `at` down; returns the start or -1.
 *
 * For what stands before a literal in the middle of a shape: bounded runs and
 * literals.
 */
export function matchBackward(
  attempt: Attempt,
  steps: readonly Step[],
  at: number,
): number {
  for (let i = steps.length - 1; i >= 0 && at >= 0; i--) {
    at = takeBackward(attempt, steps[i]!, at);
  }
  return at;
}

function takeBackward(attempt: Attempt, step: Step, at: number): number {
  if (step.kind === "text") {
    const start = at - step.text.length;
    return start >= 0 && fits(attempt, step.text, start) ? start : -1;
  }
  if (step.kind === "group") return -1;
  const limit = Math.max(at - step.max, 0);
  let start = at;
  while (
    start > limit && has(step.set, attempt.text.charCodeAt(start - 1))
  ) start--;
  return at - start >= step.min ? start : -1;
}
