import { type Automaton, buildAutomaton } from "./automaton.ts";
import type { Scene, Trigger } from "./scene.ts";

/** A trigger and the length of its literal. */
interface Armed {
  readonly length: number;
  readonly fire: Trigger["fire"];
}

/**
 * Makes one pass over a text out of all triggers.
 *
 * `bytes` are the text's, if it is of ASCII characters: reading them is faster.
 * First all hits are collected by a loop that does nothing else; then the
 * triggers fire, nearly in order of where their literals end.
 */
export function gather(
  triggers: readonly Trigger[],
): (scene: Scene, bytes: Uint8Array | undefined) => void {
  const byLiteral = Map.groupBy(triggers, ({ literal }) => literal);
  const literals = [...byLiteral.keys()];
  const automaton = buildAutomaton(literals);
  const armed = armedByHit(automaton, [...byLiteral.values()]);
  const longest = Math.max(...literals.map(({ length }) => length));
  const hits = new Hits();
  return (scene, bytes) => {
    hits.clear();
    if (bytes === undefined) passText(automaton, scene.text, hits);
    else passBytes(automaton, bytes, { hits, longest });
    fireAll(automaton, armed, { scene, hits });
  };
}

/** What fires in each state that ends a word. */
function armedByHit(
  { hitStart, words }: Automaton,
  groups: readonly (readonly Trigger[])[],
): readonly (readonly Armed[])[] {
  const byWord = groups.map((group) =>
    group.map(({ literal, fire }) => ({ length: literal.length, fire }))
  );
  return Array.from(
    { length: hitStart.length - 1 },
    (_, hit) =>
      [...words.subarray(hitStart[hit], hitStart[hit + 1])]
        .flatMap((word) => byWord[word]!),
  );
}

/** Places where words end: position, state, and where they must begin before. */
class Hits {
  list = new Int32Array(3 * 1024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  add(end: number, state: number, before: number): void {
    if (this.length === this.list.length) {
      const longer = new Int32Array(2 * this.length);
      longer.set(this.list);
      this.list = longer;
    }
    const { list } = this;
    list[this.length++] = end;
    list[this.length++] = state;
    list[this.length++] = before;
  }
}

const ANYWHERE = 0x7fffffff;

function passText(automaton: Automaton, text: string, hits: Hits): void {
  const { columns, next, firstHit, shift } = automaton;
  const length = text.length;
  let state = 0;
  for (let i = 0; i < length; i++) {
    state = next[(state << shift) + columns[text.charCodeAt(i)]!]!;
    if (state >= firstHit) hits.add(i + 1, state, ANYWHERE);
  }
}

/**
 * Reads both halves of a text at once: each waits for its own table look-ups,
 * and so the waiting is shared.
 */
function passBytes(
  automaton: Automaton,
  bytes: Uint8Array,
  { hits, longest }: { readonly hits: Hits; readonly longest: number },
): void {
  const { columns, next, firstHit, shift } = automaton;
  const length = bytes.length;
  const half = length >> 1;
  let first = 0;
  let second = 0;
  for (let i = 0; i < half; i++) {
    const j = half + i;
    first = next[(first << shift) + columns[bytes[i]!]!]!;
    second = next[(second << shift) + columns[bytes[j]!]!]!;
    if (first >= firstHit) hits.add(i + 1, first, ANYWHERE);
    if (second >= firstHit) hits.add(j + 1, second, ANYWHERE);
  }
  for (let j = 2 * half; j < length; j++) {
    second = next[(second << shift) + columns[bytes[j]!]!]!;
    if (second >= firstHit) hits.add(j + 1, second, ANYWHERE);
  }
  const overlap = Math.min(length, half + longest - 1);
  for (let i = half; i < overlap; i++) {
    first = next[(first << shift) + columns[bytes[i]!]!]!;
    if (first >= firstHit) hits.add(i + 1, first, half);
  }
}

function fireAll(
  { firstHit }: Automaton,
  armed: readonly (readonly Armed[])[],
  { scene, hits }: { readonly scene: Scene; readonly hits: Hits },
): void {
  const { list, length: count } = hits;
  for (let i = 0; i < count; i += 3) {
    const end = list[i]!;
    const before = list[i + 2]!;
    const group = armed[list[i + 1]! - firstHit]!;
    for (let k = 0; k < group.length; k++) {
      const { length, fire } = group[k]!;
      const start = end - length;
      if (start < before) fire(scene, start, end);
    }
  }
}
