import { canonical } from "./canonical.ts";
import type { Entry, EvidenceEntry, Hash, OwnEntry } from "./entry.ts";
import { type Frontier, leafHex, Tree } from "./tree.ts";

/** Longest line, in bytes without its line feed. */
export const MAX_LINE_BYTES = 65_535;

/** What the first record follows. */
export const NOTHING: Hash = "0".repeat(64);

/** Where a chain ends: all that is needed to go on with it. */
export interface ChainEnd {
  /** Hash of the last line: the `prev_hash` of the next. */
  readonly prev: Hash;
  /** When the last line was stamped, in Unix milliseconds. */
  readonly ms: number;
  /** Of the tree over all lines. */
  readonly frontier: Frontier;
}

/**
 * A chain of lines and the tree over them, growing together.
 *
 * Synchronous, so that two entries cannot follow the same line.
 */
export class Chain {
  #prev: Hash;
  #ms: number;
  #tree: Tree;

  constructor(end: ChainEnd = { prev: NOTHING, ms: 0, frontier: new Tree() }) {
    this.#prev = end.prev;
    this.#ms = end.ms;
    this.#tree = new Tree(end.frontier);
  }

  /** Number of lines, and so the `seq` of the next. */
  get size(): number {
    return this.#tree.size;
  }

  get prev(): Hash {
    return this.#prev;
  }

  get ms(): number {
    return this.#ms;
  }

  root(): Uint8Array {
    return this.#tree.root();
  }

  end(): ChainEnd {
    const frontier = this.#tree.copy();
    return { prev: this.#prev, ms: this.#ms, frontier };
  }

  /**
   * Makes the next line. Its time is never before that of the last.
   *
   * @throws {RangeError} if it is too long; then the chain is as it was.
   */
  append(
    entry: Entry | EvidenceEntry | OwnEntry,
    nowMs: number,
  ): Uint8Array {
    const ms = Math.max(nowMs, this.#ms);
    const ts = new Date(ms).toISOString();
    const text = canonical({
      ...entry,
      v: 1,
      seq: this.size,
      prev_hash: this.#prev,
      ts,
    });
    const line = new TextEncoder().encode(text);
    if (line.length > MAX_LINE_BYTES) {
      throw new RangeError(`Cannot write ${line.length} bytes as one record`);
    }
    this.follow(line, ms);
    return line;
  }

  /** Goes on as if the last line had been one with this hash. */
  supposeLast(hash: Hash): void {
    this.#tree.replaceLast(hash);
    this.#prev = hash;
  }

  /** Takes a line that is already written. */
  follow(line: Uint8Array, ms: number): void {
    this.#prev = leafHex(line);
    this.#tree.pushHex(this.#prev);
    this.#ms = ms;
  }
}
