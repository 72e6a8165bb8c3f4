import { RuleError } from "./errors.ts";
import type { Shape, Step } from "./shape.ts";

/** Literals, lower case, one of which stands in every text of a shape. */
export interface Anchor {
  readonly literals: readonly string[];
  /** Index of the top-level step that the literals begin with. */
  readonly step: number;
}

/** Longest literal worth looking for: longer ones only make tables bigger. */
const ENOUGH = 10;
/** Most literals that the leading classes of a shape may be spelled out to. */
const MOST_LITERALS = 1400;
/** More literals than this are spelled out only if nothing else is there. */
const FEW = 64;
/** Largest class that is spelled out. */
const MOST_CHARACTERS = 16;

/**
 * Chooses what to look for: the beginning of a shape or a literal inside it.
 *
 * Throws `RuleError` when a shape has no literal of at least three characters
 * that can be reached from its start by bounded runs.
 */
export function anchorOf(shape: Shape, source: string): Anchor {
  const leading = spell(shape.steps);
  if (isDistinctive(leading) && leading.length <= FEW) {
    return { literals: leading, step: 0 };
  }
  const step = shape.steps.findIndex((step) =>
    step.kind === "text" && isDistinctive([step.text])
  );
  if (step > 0 && shape.steps.slice(0, step).every(isBounded)) {
    const { text } = shape.steps[step] as Step & { kind: "text" };
    return { literals: [text.slice(0, ENOUGH).toLowerCase()], step };
  }
  if (isDistinctive(leading)) return { literals: leading, step: 0 };
  throw new RuleError(
    "no_anchor",
    `Cannot find a shape as one with a literal of three characters: ${source}`,
    { hint: "Begin it with a literal, or give the rule words." },
  );
}

function isDistinctive(literals: readonly string[]): boolean {
  return literals.every((literal) => literal.length >= 3);
}

function isBounded(step: Step): boolean {
  return step.kind === "text" || step.kind === "run" && step.max <= 512;
}

/** All beginnings of a shape, lower case, as far as they can be spelled out. */
function spell(steps: readonly Step[]): readonly string[] {
  let known: readonly string[] = [""];
  for (const step of steps) {
    const { endings, isOpen } = spellings(step, known);
    known = endings;
    if (!isOpen || isLongEnough(known, ENOUGH)) break;
  }
  return known;
}

function isLongEnough(literals: readonly string[], length: number): boolean {
  return literals.every((literal) => literal.length >= length);
}

/** What `starts` may become with a step; open if the next can be added too. */
interface Spelling {
  readonly endings: readonly string[];
  readonly isOpen: boolean;
}

function spellings(step: Step, starts: readonly string[]): Spelling {
  switch (step.kind) {
    case "text":
      return { endings: combine(starts, [step.text]), isOpen: true };
    case "run":
      return spellRun(step, starts);
    case "group":
      return spellGroup(step, starts);
  }
}

function spellRun(
  { set, min, max }: Step & { kind: "run" },
  starts: readonly string[],
): Spelling {
  const characters = [...set.keys()].filter((code) => set[code] === 1)
    .map((code) => String.fromCharCode(code));
  const isSmall = characters.length <= MOST_CHARACTERS && set[128] === 0;
  let endings = starts;
  for (let taken = 0; taken < min; taken++) {
    const longer = isSmall ? combine(endings, characters) : [];
    if (!isWorthIt(endings, longer)) return { endings, isOpen: false };
    endings = longer;
  }
  if (max === min) return { endings, isOpen: true };
  const withOne = isSmall && max === 1 ? combine(endings, characters) : [];
  if (!isWorthIt(endings, withOne)) return { endings, isOpen: false };
  return { endings: [...endings, ...withOne], isOpen: true };
}

/** Classes are spelled out while literals are short or stay very few. */
function isWorthIt(
  endings: readonly string[],
  longer: readonly string[],
): boolean {
  if (longer.length === 0 || longer.length > MOST_LITERALS) return false;
  return longer.length <= 8 || !isLongEnough(endings, 4);
}

function spellGroup(
  step: Step & { kind: "group" },
  starts: readonly string[],
): Spelling {
  const isPlain = step.choices.every((choice) =>
    choice.every((part) => part.kind === "text")
  );
  const choices = step.choices.flatMap(spell);
  const endings = combine(
    starts,
    step.min === 0 ? ["", ...choices] : choices,
  );
  return { endings, isOpen: step.max === 1 && isPlain };
}

function combine(
  starts: readonly string[],
  endings: readonly string[],
): string[] {
  const all = starts.flatMap((start) =>
    endings.map((ending) => (start + ending).slice(0, ENOUGH).toLowerCase())
  );
  return [...new Set(all)];
}
