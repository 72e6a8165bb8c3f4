import type { Charset } from "./charset.ts";
import { RuleError } from "./errors.ts";
import { readCharacter, single } from "./shape_class.ts";
import { ShapeReader } from "./shape_reader.ts";

/** A step of a shape; steps are taken one after the other, never back. */
export type Step =
  | { readonly kind: "text"; readonly text: string }
  | {
    readonly kind: "run";
    readonly set: Charset;
    readonly min: number;
    readonly max: number;
    /** A literal, of characters of the set, that ends the run where it first stands. */
    readonly until?: string;
  }
  | {
    readonly kind: "group";
    readonly choices: readonly (readonly Step[])[];
    readonly min: number;
    readonly max: number;
    readonly isSecret: boolean;
  };

/** A parsed shape: the notation of RULES.md. */
export interface Shape {
  readonly steps: readonly Step[];
  /** Letters of literals match in both cases. */
  readonly ignoreCase: boolean;
}

/** Parses the notation of RULES.md; throws `RuleError` for what it cannot hold. */
export function parseShape(source: string): Shape {
  const ignoreCase = source.startsWith("(?i)");
  const reader = new ShapeReader(source, ignoreCase);
  const [steps] = readChoices(reader, 0);
  if (!reader.atEnd()) throw reader.fault("an unopened )");
  return { steps: steps!, ignoreCase };
}

/** Reads `a|b|c` up to a closing parenthesis or the end. */
function readChoices(reader: ShapeReader, depth: number): Step[][] {
  const choices: Step[][] = [[]];
  while (!reader.atEnd() && reader.peek() !== ")") {
    if (reader.take("|")) {
      if (depth === 0) throw reader.fault("a choice outside a group");
      choices.push([]);
    } else {
      const step = readStep(reader, depth);
      appendStep(choices.at(-1)!, step);
    }
  }
  return choices.map(settleRuns(reader));
}

/** Joins neighbouring characters to one literal. */
function appendStep(steps: Step[], step: Step): void {
  const last = steps.at(-1);
  if (step.kind === "text" && last?.kind === "text") {
    steps[steps.length - 1] = { kind: "text", text: last.text + step.text };
  } else {
    steps.push(step);
  }
}

function readStep(reader: ShapeReader, depth: number): Step {
  if (reader.peek() === "(") return readGroup(reader, depth);
  const set = readCharacter(reader);
  const [min, max] = readCount(reader);
  if (typeof set !== "string") return { kind: "run", set, min, max };
  if (min === 1 && max === 1) return { kind: "text", text: set };
  return { kind: "run", set: single(set, reader.ignoreCase), min, max };
}

function readGroup(reader: ShapeReader, depth: number): Step {
  reader.next();
  const isSecret = !reader.take("?:");
  if (isSecret && reader.peek() === "?") throw reader.fault("look-around");
  const choices = readChoices(reader, depth + 1);
  if (reader.next() !== ")") throw reader.fault("an unclosed (");
  const [min, max] = readCount(reader);
  const isPlain = choices.every((choice) =>
    choice.length === 1 && choice[0]!.kind === "text"
  );
  if (isPlain) choices.sort(longestFirst);
  return { kind: "group", choices, min, max, isSecret };
}

function longestFirst([a]: readonly Step[], [b]: readonly Step[]): number {
  const lengthOf = (step: Step | undefined) =>
    step?.kind === "text" ? step.text.length : 0;
  return lengthOf(b) - lengthOf(a);
}

function readCount(reader: ShapeReader): [min: number, max: number] {
  if (reader.take("?")) return [0, 1];
  if (reader.take("*")) return [0, Infinity];
  if (reader.take("+")) return [1, Infinity];
  if (!reader.take("{")) return [1, 1];
  const closing = reader.source.indexOf("}", reader.at);
  const count = /^(\d{1,5})(,(\d{0,5}))?$/.exec(
    reader.source.slice(reader.at, Math.max(closing, 0)),
  );
  if (count === null) throw reader.fault("a count like {3} or {3,9}");
  reader.at = closing + 1;
  const min = Number(count[1]);
  if (count[2] === undefined) return [min, min];
  return [min, count[3] === "" ? Infinity : Number(count[3])];
}

/**
 * Makes sure that no run can take what a later step needs.
 *
 * A run gives nothing back, so a variable run before a step that begins with
 * one of its characters would need to go back. Only a literal may stand there.
 */
function settleRuns(reader: ShapeReader): (steps: Step[]) => Step[] {
  return (steps) =>
    steps.map((step, i) => {
      const next = steps[i + 1];
      if (step.kind !== "run" || step.min === step.max || !next) return step;
      if (!begins(steps, i + 1, step.set)) return step;
      if (next.kind === "text" && next.text.length > 1 && step.max <= 512) {
        return { ...step, until: next.text };
      }
      throw new RuleError(
        "could_backtrack",
        `Cannot use a shape as one that never goes back: ${reader.source}`,
        { hint: "Let no run take characters that the next part begins with." },
      );
    });
}

/** Whether what follows from step `i` on may begin with a character of the set. */
function begins(steps: readonly Step[], i: number, set: Charset): boolean {
  const step = steps[i];
  if (step === undefined) return false;
  switch (step.kind) {
    case "text":
      return set[Math.min(step.text.charCodeAt(0), 128)] === 1;
    case "run":
      return step.set.some((flag, code) => flag === 1 && set[code] === 1) ||
        step.min === 0 && begins(steps, i + 1, set);
    case "group":
      return step.choices.some((choice) => begins(choice, 0, set)) ||
        step.min === 0 && begins(steps, i + 1, set);
  }
}
