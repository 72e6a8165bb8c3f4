import type { Automaton } from "./automaton.ts";

/** Places of a text that are read at the same time. */
export const LANES = 4;
/**
 * Characters of a lane in one lap. No multiple of 1024: what the lanes write
 * would be in the same few places of the cache.
 */
const MOST = 4200;
/** What is shorter than this is read in one lane. */
const WORTH_IT = 256;

/** Where words end, lane by lane: those of a lane begin at `lane * MOST`. */
interface Hits {
  readonly ends: Int32Array;
  /** Which words end there: the hit state's number. */
  readonly states: Int32Array;
  /** How many there are in each lane. */
  readonly counts: Int32Array;
}

/** Reads so many bytes in each lane: in the first those from a place on, then the next. */
type Read = (bytes: Uint8Array, from: number, size: number) => void;

/**
 * Runs an automaton over the bytes of a text, a lap at a time, and collects
 * where words end.
 *
 * A lap has lanes: each waits for its own table look-ups, and so the waiting is
 * shared. A lane begins as far before its place as a word may, and reports what
 * ends in it.
 */
export class Laps {
  readonly #hits: Hits = {
    ends: new Int32Array(LANES * MOST),
    states: new Int32Array(LANES * MOST),
    counts: new Int32Array(LANES),
  };
  readonly #readAlone: Read;
  readonly #readTogether: Read;

  /** @param longest length of the longest word. */
  constructor(automaton: Automaton, longest: number) {
    const columns = columnsOfBytes(automaton.columns);
    const tables = { ...automaton, columns };
    const stateBefore = readerBefore(tables, longest);
    this.#readAlone = readerAlone(tables, this.#hits, stateBefore);
    this.#readTogether = readerTogether(tables, this.#hits, stateBefore);
  }

  get ends(): Int32Array {
    return this.#hits.ends;
  }

  get states(): Int32Array {
    return this.#hits.states;
  }

  /** Reads a lap of a text that ends at `length`; returns where the next begins. */
  read(bytes: Uint8Array, from: number, length: number): number {
    const left = length - from;
    this.#hits.counts.fill(0);
    if (left < WORTH_IT) {
      this.#readAlone(bytes, from, left);
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
    return lane * MOST + this.#hits.counts[lane]!;
  }
}

/** Tells the state before a place, as far as it may matter. */
function readerBefore(
  { columns, next, shift }: Automaton,
  longest: number,
): (bytes: Uint8Array, at: number) => number {
  return (bytes, at) => {
    let state = 0;
    for (let i = Math.max(0, at - longest); i < at; i++) {
      state = next[(state << shift) + columns[bytes[i]!]!]!;
    }
    return state;
  };
}

function readerAlone(
  { columns, next, shift, firstHit }: Automaton,
  { ends, states, counts }: Hits,
  stateBefore: (bytes: Uint8Array, at: number) => number,
): Read {
  return (bytes, from, size) => {
    const stop = from + size;
    let state = stateBefore(bytes, from);
    let count = 0;
    for (let i = from; i < stop; i++) {
      state = next[(state << shift) + columns[bytes[i]!]!]!;
      if (state < firstHit) continue;
      ends[count] = i + 1;
      states[count++] = state - firstHit;
    }
    counts[0] = count;
  };
}

/**
 * The same in all lanes at once. A closure made once is compiled with its
 * tables for constants, which leaves the registers to the lanes.
 */
function readerTogether(
  { columns, next, shift, firstHit }: Automaton,
  { ends, states, counts }: Hits,
  stateBefore: (bytes: Uint8Array, at: number) => number,
): Read {
  return (bytes, from, size) => {
    const [b, c, d] = [size, 2 * size, 3 * size] as const;
    const stop = from + size;
    let inA = stateBefore(bytes, from);
    let inB = stateBefore(bytes, from + b);
    let inC = stateBefore(bytes, from + c);
    let inD = stateBefore(bytes, from + d);
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
    counts.set([atA, atB - MOST, atC - 2 * MOST, atD - 3 * MOST]);
  };
}

/** Columns of bytes as `TextBytes` writes them. */
function columnsOfBytes(columns: Uint8Array): Uint8Array {
  return Uint8Array.from(
    { length: 256 },
    (_, byte) => byte < 128 ? columns[byte]! : byte & 127,
  );
}
