import { type Automaton, buildAutomaton } from "./automaton.ts";
import { LANES, Laps } from "./laps.ts";
import type { Scene, Trigger } from "./scene.ts";
import { TextBytes } from "./text_bytes.ts";

/**
 * What fires in each state that ends a word, in flat tables: few steps from a
 * hit to what it fires.
 */
interface Armed {
  /** Hit state's number → index of its first trigger; one more at the end. */
  readonly first: Int32Array;
  readonly lengths: Uint8Array;
  /** The byte that must be its last; 0 if either case will do. */
  readonly lasts: Uint8Array;
  readonly fires: readonly Trigger["fire"][];
}

/**
 * All triggers as one pass over a text.
 *
 * Hits are collected, a lap at a time, by a loop that does nothing else; then
 * the triggers fire, in the order in which their literals end.
 */
export class Pass {
  readonly #bytes: TextBytes;
  readonly #laps: Laps;
  readonly #armed: Armed;

  constructor(triggers: readonly Trigger[]) {
    const byLiteral = Map.groupBy(triggers, ({ literal }) => literal);
    const literals = [...byLiteral.keys()];
    const automaton = buildAutomaton(literals);
    const longest = Math.max(...literals.map(({ length }) => length));
    this.#bytes = new TextBytes(automaton.columns);
    this.#laps = new Laps(automaton, longest);
    this.#armed = armedByHit(automaton, [...byLiteral.values()]);
  }

  /** The text as bytes, one for each character: good until the next is read. */
  read(text: string): Uint8Array {
    return this.#bytes.read(text);
  }

  /** Fires what is triggered by the text of a scene. */
  watch(scene: Scene): void {
    const { bytes, text: { length } } = scene;
    for (let from = 0; from < length;) {
      from = this.#laps.read(bytes, from, length);
      for (let lane = 0; lane < LANES; lane++) this.#fire(scene, lane);
    }
  }

  #fire(scene: Scene, lane: number): void {
    const { ends, states } = this.#laps;
    const { bytes } = scene;
    const { first, lengths, lasts, fires } = this.#armed;
    const stop = this.#laps.endOf(lane);
    for (let i = this.#laps.firstOf(lane); i < stop; i++) {
      const end = ends[i]!;
      const state = states[i]!;
      const last = first[state + 1]!;
      for (let k = first[state]!; k < last; k++) {
        if (lasts[k] !== 0 && lasts[k] !== bytes[end - 1]) continue;
        fires[k]!(scene, end - lengths[k]!, end);
      }
    }
  }
}

/** What fires in each state that ends a word. */
function armedByHit(
  { hitStart, words }: Automaton,
  groups: readonly (readonly Trigger[])[],
): Armed {
  const byHit = Array.from(
    { length: hitStart.length - 1 },
    (_, hit) =>
      [...words.subarray(hitStart[hit], hitStart[hit + 1])]
        .flatMap((word) => groups[word]!),
  );
  const first = new Int32Array(byHit.length + 1);
  byHit.forEach((triggers, i) => first[i + 1] = first[i]! + triggers.length);
  const all = byHit.flat();
  return {
    first,
    lengths: Uint8Array.from(all, ({ literal }) => literal.length),
    lasts: Uint8Array.from(all, ({ last = 0 }) => last),
    fires: all.map(({ fire }) => fire),
  };
}
