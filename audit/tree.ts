import { hash } from "node:crypto";
import { concat } from "./bytes.ts";

const LEAF = 0;
const NODE = 1;

/** Hash of a line's own bytes, without its line feed (RFC 6962 §2.1). */
export function leafHash(line: Uint8Array): Uint8Array {
  return Uint8Array.fromHex(leafHex(line));
}

/** The same, as hex digits. */
export function leafHex(line: Uint8Array): string {
  return marked(LEAF, line);
}

/** Hash of two subtrees, side by side (RFC 6962 §2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return Uint8Array.fromHex(marked(NODE, concat(left, right)));
}

/** Lines up to this length are hashed without another place for their bytes. */
const PLACE_BYTES = 4_096;
const place = new Uint8Array(1 + PLACE_BYTES);

/**
 * Hash of a mark and bytes, in one call: that is several times faster than to
 * make a hash, feed it twice and end it.
 */
function marked(mark: number, bytes: Uint8Array): string {
  const length = 1 + bytes.length;
  const whole = length > place.length ? new Uint8Array(length) : place;
  whole[0] = mark;
  whole.set(bytes, 1);
  return hash("sha256", whole.subarray(0, length), "hex");
}

/** What is known of a tree without its leaves. */
export interface Frontier {
  /** Number of leaves. */
  readonly size: number;
  /** Roots of its complete subtrees, the largest first: one per set bit. */
  readonly nodes: readonly Uint8Array[];
}

const HASH_BYTES = 32;
/** One per bit of the largest size, and one for the leaf that comes. */
const MAX_NODES = 54;

/**
 * The Merkle tree over the lines of a log, as it grows.
 *
 * Holds a frontier, so its memory is the logarithm of its size.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6962#section-2.1
 */
export class Tree implements Frontier {
  #size: number;
  /** The frontier, hash after hash: two that are joined are neighbours. */
  readonly #hashes = new Uint8Array(MAX_NODES * HASH_BYTES);
  #count: number;
  /** What the last leaf was joined with, and how many those are. */
  readonly #joined = new Uint8Array(MAX_NODES * HASH_BYTES);
  #joinedCount = 0;

  /** @throws {RangeError} if the frontier is not one of its size. */
  constructor({ size, nodes }: Frontier = { size: 0, nodes: [] }) {
    if (nodes.length !== setBits(size)) {
      throw new RangeError(`Cannot take ${nodes.length} hashes for ${size}`);
    }
    this.#size = size;
    this.#count = nodes.length;
    for (const [i, node] of nodes.entries()) {
      this.#hashes.set(node, i * HASH_BYTES);
    }
  }

  get size(): number {
    return this.#size;
  }

  get nodes(): readonly Uint8Array[] {
    return Array.from(
      { length: this.#count },
      (_, i) => this.#part(i, i + 1).slice(),
    );
  }

  /** The tree as it is now, whatever becomes of this one. */
  copy(): Tree {
    const copy = new Tree();
    copy.#size = this.#size;
    copy.#count = this.#count;
    copy.#hashes.set(this.#part(0, this.#count));
    return copy;
  }

  push(leaf: Uint8Array): void {
    this.#hashes.set(leaf, this.#count * HASH_BYTES);
    this.#join();
  }

  /** The same with a leaf in hex digits: what a log is read with. */
  pushHex(leaf: string): void {
    this.#part(this.#count, this.#count + 1).setFromHex(leaf);
    this.#join();
  }

  /** Takes in the leaf that stands after the frontier. */
  #join(): void {
    const count = this.#count;
    let at = count;
    for (let n = this.#size; n % 2 === 1; n = (n - 1) / 2) at -= 1;
    this.#joinedCount = count - at;
    if (at < count) this.#joined.set(this.#part(at, count));
    for (let left = count - 1; left >= at; left--) {
      joinInPlace(this.#part(left, left + 2));
    }
    this.#count = at + 1;
    this.#size += 1;
  }

  /** Puts another leaf in the place of the one that was pushed last. */
  replaceLast(leaf: string): void {
    const at = this.#count - 1;
    const joined = this.#joined.subarray(0, this.#joinedCount * HASH_BYTES);
    this.#hashes.set(joined, at * HASH_BYTES);
    this.#count = at + this.#joinedCount;
    this.#size -= 1;
    this.pushHex(leaf);
  }

  /** The hash that stands for all leaves; of no leaves, the hash of nothing. */
  root(): Uint8Array {
    if (this.#size === 0) {
      return Uint8Array.fromHex(hash("sha256", new Uint8Array(), "hex"));
    }
    const hashes = this.#part(0, this.#count).slice();
    for (let left = this.#count - 2; left >= 0; left--) {
      joinInPlace(hashes.subarray(left * HASH_BYTES, (left + 2) * HASH_BYTES));
    }
    return hashes.slice(0, HASH_BYTES);
  }

  #part(from: number, to: number): Uint8Array {
    return this.#hashes.subarray(from * HASH_BYTES, to * HASH_BYTES);
  }
}

/** Puts the hash of two neighbours where the first one was. */
function joinInPlace(pair: Uint8Array): void {
  pair.setFromHex(marked(NODE, pair));
}

/** How many bits of `n`, up to 2^53, are one. */
export function setBits(n: number): number {
  let count = 0;
  for (; n > 0; n = Math.floor(n / 2)) count += n % 2;
  return count;
}
