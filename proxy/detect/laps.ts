import type { Automaton } from "./automaton.ts";

/** Places of a text that are read at the same time. */
export const LANES = 4;
/** Characters of a lane in one lap. */
const MOST = 8192;
/** What is shorter than this is read in one lane. */
const WORTH_IT = 256;

/**
 * Runs an automaton over the bytes of a text, a lap at a time, and collects
 * where words end.
 *
 * A lap has lanes: each waits for its own table look-ups, and so the waiting is
 * shared. A lane begins as far before its place as a word may, and
 * reports what ends in it.
 */
export class Laps {
  readonly #columns: Uint8Array;
  readonly #next: Automaton["next"];
  readonly #firstHit: number;
  readonly #shift: number;
  readonly #longest: number;
  /** Where words end, those of a lane one after the other. */
  readonly ends = new Int32Array(LANES * MOST);
  /** Which words end there: the hit state's number. */
  readonly states = new Int32Array(LANES * MOST);
  readonly #counts = new Int32Array(LANES);

  /** @param longest length of the longest word. */
  constructor(automaton: Automaton, longest: number) {
    this.#columns = columnsOfBytes(automaton.columns);
    this.#next = automaton.next;
    this.#firstHit = automaton.firstHit;
    this.#shift = automaton.shift;
    this.#longest = longest;
  }

  /** Reads a lap of a text that ends at `length`; returns where the next begins. */
  read(bytes: Uint8Array, from: number, length: number): number {
    const left = length - from;
    this.#counts.fill(0);
    if (left < WORTH_IT) {
      this.#readAlone(bytes, from, length);
      return length;
    }
    const size = Math.min(MOST, Math.floor(left / LANES));
    this.#readTogether(bytes, from, size);
    return from + LANES * size;
  }

  /** Index of the first hit of a lane. */
  firstOf(lane: number): number {
    return lane * MOST;
  }

  /** Index after the last hit of a lane. */
  endOf(lane: number): number {
    return lane * MOST + this.#counts[lane]!;
  }

  /** The state before a place, as far as it may matter. */
  #stateBefore(bytes: Uint8Array, at: number): number {
    let state = 0;
    for (let i = Math.max(0, at - this.#longest); i < at; i++) {
      const column = this.#columns[bytes[i]!]!;
      state = this.#next[(state << this.#shift) + column]!;
    }
    return state;
  }

  #readAlone(bytes: Uint8Array, from: number, to: number): void {
    let state = this.#stateBefore(bytes, from);
    let count = 0;
    for (let i = from; i < to; i++) {
      const column = this.#columns[bytes[i]!]!;
      state = this.#next[(state << this.#shift) + column]!;
      if (state < this.#firstHit) continue;
      this.ends[count] = i + 1;
      this.states[count++] = state - this.#firstHit;
    }
    this.#counts[0] = count;
  }

  #readTogether(bytes: Uint8Array, from: number, size: number): void {
    const columns = this.#columns;
    const next = this.#next;
    const firstHit = this.#firstHit;
    const shift = this.#shift;
    const { ends, states } = this;
    const [b, c, d] = [size, 2 * size, 3 * size] as const;
    const stop = from + size;
    let inA = this.#stateBefore(bytes, from);
    let inB = this.#stateBefore(bytes, from + b);
    let inC = this.#stateBefore(bytes, from + c);
    let inD = this.#stateBefore(bytes, from + d);
    let [atA, atB, atC, atD] = [0, MOST, 2 * MOST, 3 * MOST];
    for (let i = from; i < stop; i++) {
      inA = next[(inA << shift) + columns[bytes[i]!]!]!;
      inB = next[(inB << shift) + columns[bytes[b + i]!]!]!;
      inC = next[(inC << shift) + columns[bytes[c + i]!]!]!;
      inD = next[(inD << shift) + columns[bytes[d + i]!]!]!;
      if (inA >= firstHit) {
        ends[atA] = i + 1;
        states[atA++] = inA - firstHit;
      }
      if (inB >= firstHit) {
        ends[atB] = b + i + 1;
        states[atB++] = inB - firstHit;
      }
      if (inC >= firstHit) {
        ends[atC] = c + i + 1;
        states[atC++] = inC - firstHit;
      }
      if (inD >= firstHit) {
        ends[atD] = d + i + 1;
        states[atD++] = inD - firstHit;
      }
    }
    this.#counts.set([atA, atB - MOST, atC - 2 * MOST, atD - 3 * MOST]);
  }
}

/** Columns of bytes as `TextBytes` writes them. */
function columnsOfBytes(columns: Uint8Array): Uint8Array {
  return Uint8Array.from(
    { length: 256 },
    (_, byte) => byte < 128 ? columns[byte]! : byte & 127,
  );
}
