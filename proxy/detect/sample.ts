import type { Random, Rule } from "./rule.ts";
import { parseShape, type Step } from "./shape.ts";

/** How many characters an open run is sampled with beyond its least. */
const BEYOND = 8;

/** A text of the shape, drawn with `random`. */
export function sample(shape: string, random: Random): string {
  let steps = parsed.get(shape);
  if (steps === undefined) {
    steps = parseShape(shape).steps;
    parsed.set(shape, steps);
  }
  return sampleSteps(steps, random);
}

const parsed = new Map<string, readonly Step[]>();

/** A text that holds one secret of the rule. */
export function exampleOf(rule: Rule, random: Random): string {
  if (rule.example) return rule.example(random);
  const token = sample(rule.shape, random);
  if (rule.words === undefined) return token;
  const word = rule.words[0]!.replaceAll(/[^a-z0-9]+/g, "_").toUpperCase();
  return `${word}_KEY=${token}`;
}

function sampleSteps(steps: readonly Step[], random: Random): string {
  return steps.map((step) => sampleStep(step, random)).join("");
}

function sampleStep(step: Step, random: Random): string {
  if (step.kind === "text") return step.text;
  const most = Math.min(step.max, step.min + BEYOND);
  const count = step.min + Math.floor(random() * (most - step.min + 1));
  let out = "";
  for (let i = 0; i < count; i++) {
    out += step.kind === "run"
      ? pickCharacter(step.set, random)
      : sampleSteps(pick(step.choices, random), random);
  }
  if (step.kind === "run" && step.until !== undefined) {
    return out.replaceAll(step.until, "");
  }
  return out;
}

function pickCharacter(set: Uint8Array, random: Random): string {
  let characters = printable.get(set);
  if (characters === undefined) {
    characters = printableOf(set);
    printable.set(set, characters);
  }
  return pick(characters, random);
}

const printable = new WeakMap<Uint8Array, readonly string[]>();

/** The characters of a class that a person can see; a blank if there is none. */
function printableOf(set: Uint8Array): readonly string[] {
  const seen = [...set.keys()]
    .filter((code) => set[code] === 1 && code > 32 && code < 127)
    .map((code) => String.fromCharCode(code));
  return seen.length > 0 ? seen : [" "];
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)]!;
}
