import type { Automaton } from "./automaton.ts";
import { WORD_BYTES, wordsOf } from "./machine_words.ts";

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
    const step = stepperOf(tables);
    const reading: Reading = {
      ...tables,
      step,
      stateBefore: readerBefore(step, longest),
      note: noterOf(tables, this.#hits),
    };
    this.#readAlone = readerAlone(reading);
    this.#readTogether = readerTogether(reading);
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
    // Beyond the end, by less than a word of each lane, stands what ends none.
    const size = Math.min(
      MOST,
      WORD_BYTES * Math.ceil(left / (LANES * WORD_BYTES)),
    );
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

type Step = (state: number, byte: number) => number;

/** What both ways to read are made of. */
interface Reading extends Pick<Automaton, "firstHit"> {
  /** The state after one more byte, which are the lowest eight bits given. */
  readonly step: Step;
  /** The state before a place, as far as it may matter. */
  readonly stateBefore: (bytes: Uint8Array, at: number) => number;
  /** Takes note that words end there. */
  readonly note: (lane: number, end: number, state: number) => void;
}

function stepperOf({ columns, next, shift }: Automaton): Step {
  return (state, byte) => next[(state << shift) | columns[byte & 255]!]!;
}

function readerBefore(step: Step, longest: number): Reading["stateBefore"] {
  return (bytes, at) => {
    let state = 0;
    for (let i = Math.max(0, at - longest); i < at; i++) {
      state = step(state, bytes[i]!);
    }
    return state;
  };
}

function noterOf(
  { firstHit }: Automaton,
  { ends, states, counts }: Hits,
): Reading["note"] {
  return (lane, end, state) => {
    const at = lane * MOST + counts[lane]!++;
    ends[at] = end;
    states[at] = state - firstHit;
  };
}

function readerAlone({ step, stateBefore, note, firstHit }: Reading): Read {
  return (bytes, from, size) => {
    const stop = from + size;
    let state = stateBefore(bytes, from);
    for (let i = from; i < stop; i++) {
      state = step(state, bytes[i]!);
      if (state >= firstHit) note(0, i + 1, state);
    }
  };
}

/**
 * The same in all lanes at once, four bytes of each at a time.
 *
 * A closure made once is compiled with its tables for constants, and what notes
 * a hit counts in memory: both leave the registers to the lanes. The steps are
 * written out, as a loop over the bytes of a word takes half as long again.
 */
function readerTogether({ step, stateBefore, note, firstHit }: Reading): Read {
  return (bytes, from, size) => {
    const words = wordsOf(bytes);
    const [b, c, d] = [size, 2 * size, 3 * size] as const;
    const stop = from + size;
    let inA = stateBefore(bytes, from);
    let inB = stateBefore(bytes, from + b);
    let inC = stateBefore(bytes, from + c);
    let inD = stateBefore(bytes, from + d);
    for (let i = from; i < stop; i += WORD_BYTES) {
      const wordA = words[i >> 2]!;
      const wordB = words[(b + i) >> 2]!;
      const wordC = words[(c + i) >> 2]!;
      const wordD = words[(d + i) >> 2]!;
      inA = step(inA, wordA);
      inB = step(inB, wordB);
      inC = step(inC, wordC);
      inD = step(inD, wordD);
      if (inA >= firstHit) note(0, i + 1, inA);
      if (inB >= firstHit) note(1, b + i + 1, inB);
      if (inC >= firstHit) note(2, c + i + 1, inC);
      if (inD >= firstHit) note(3, d + i + 1, inD);
      inA = step(inA, wordA >>> 8);
      inB = step(inB, wordB >>> 8);
      inC = step(inC, wordC >>> 8);
      inD = step(inD, wordD >>> 8);
      if (inA >= firstHit) note(0, i + 2, inA);
      if (inB >= firstHit) note(1, b + i + 2, inB);
      if (inC >= firstHit) note(2, c + i + 2, inC);
      if (inD >= firstHit) note(3, d + i + 2, inD);
      inA = step(inA, wordA >>> 16);
      inB = step(inB, wordB >>> 16);
      inC = step(inC, wordC >>> 16);
      inD = step(inD, wordD >>> 16);
      if (inA >= firstHit) note(0, i + 3, inA);
      if (inB >= firstHit) note(1, b + i + 3, inB);
      if (inC >= firstHit) note(2, c + i + 3, inC);
      if (inD >= firstHit) note(3, d + i + 3, inD);
      inA = step(inA, wordA >>> 24);
      inB = step(inB, wordB >>> 24);
      inC = step(inC, wordC >>> 24);
      inD = step(inD, wordD >>> 24);
      if (inA >= firstHit) note(0, i + 4, inA);
      if (inB >= firstHit) note(1, b + i + 4, inB);
      if (inC >= firstHit) note(2, c + i + 4, inC);
      if (inD >= firstHit) note(3, d + i + 4, inD);
    }
  };
}

/** Columns of bytes as `TextBytes` writes them. */
function columnsOfBytes(columns: Uint8Array): Uint8Array {
  return Uint8Array.from(
    { length: 256 },
    (_, byte) => byte < 128 ? columns[byte]! : byte & 63,
  );
}
