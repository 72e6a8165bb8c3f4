import { indistinct } from "../policy/distinctive.ts";
import { formsOf } from "../policy/forms.ts";
import { type Needle, Needles } from "./needles.ts";

/** A secret that must not leave, and its TYPE. */
export interface Held {
  readonly value: string;
  readonly type: string;
}

/** A form of a secret that stands where none should. */
export type Hole = Needle<Held>;

/** UTF-16 code units of forms after which a generation is full. */
const GENERATION = 2 ** 19;

interface Generation {
  readonly needles: Needles<Held>;
  readonly values: Set<string>;
}

/**
 * A second look over what is about to be sent, which shares no code with the
 * first: for every secret that is known, in clear and encoded.
 *
 * It knows the values that the machine's own files hold, and those that were
 * judged secret under this policy, newest first. Values that may stand in
 * harmless text are not looked for.
 */
export class Witness {
  readonly #fixed = generation();
  #recent = generation();
  #older = generation();

  constructor(known: readonly Held[] = []) {
    for (const held of known) keep(this.#fixed, held);
  }

  /** From now on this value is looked for. */
  learn(held: Held): void {
    const { value } = held;
    if (this.#fixed.values.has(value) || this.#recent.values.has(value)) return;
    if (this.#recent.needles.size > GENERATION) {
      this.#older = this.#recent;
      this.#recent = generation();
    }
    keep(this.#recent, held);
  }

  /** What stands in these bytes of all that must not. */
  look(bytes: Uint8Array): readonly Hole[] {
    const { needles } = this.#fixed;
    return [
      ...Needles.in(bytes, needles, this.#recent.needles, this.#older.needles),
    ];
  }
}

function generation(): Generation {
  return { needles: new Needles(), values: new Set() };
}

function keep({ needles, values }: Generation, held: Held): void {
  values.add(held.value);
  if (indistinct(held.value) !== undefined) return;
  for (const form of formsOf(held.value)) needles.add(form, held);
}
