import { createHash } from "node:crypto";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Hash of a line's own bytes, without its line feed (RFC 6962 §2.1). */
export function leafHash(line: Uint8Array): Uint8Array {
  return createHash("sha256").update(LEAF).update(line).digest();
}

/** Hash of two subtrees, side by side (RFC 6962 §2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash("sha256").update(NODE).update(left).update(right).digest();
}

/** What is known of a tree without its leaves. */
export interface Frontier {
  /** Number of leaves. */
  readonly size: number;
  /** Roots of its complete subtrees, the largest first: one per set bit. */
  readonly nodes: readonly Uint8Array[];
}

/**
 * The Merkle tree over the lines of a log, as it grows.
 *
 * Holds a frontier, so its memory is the logarithm of its size.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6962#section-2.1
 */
export class Tree implements Frontier {
  #size: number;
  readonly #nodes: Uint8Array[];
  /** What the last leaf was joined with, the first one first. */
  #joined: readonly Uint8Array[] = [];

  /** @throws {RangeError} if the frontier is not one of its size. */
  constructor({ size, nodes }: Frontier = { size: 0, nodes: [] }) {
    if (nodes.length !== setBits(size)) {
      throw new RangeError(`Cannot take ${nodes.length} hashes for ${size}`);
    }
    this.#size = size;
    this.#nodes = [...nodes];
  }

  get size(): number {
    return this.#size;
  }

  get nodes(): readonly Uint8Array[] {
    return [...this.#nodes];
  }

  push(leaf: Uint8Array): void {
    let node = leaf;
    let kept = this.#nodes.length;
    for (let n = this.#size; n % 2 === 1; n = (n - 1) / 2) {
      kept -= 1;
      node = nodeHash(this.#nodes[kept]!, node);
    }
    this.#joined = this.#nodes.splice(kept, Infinity, node);
    this.#size += 1;
  }

  /** Puts another leaf in the place of the one that was pushed last. */
  replaceLast(leaf: Uint8Array): void {
    this.#nodes.splice(-1, 1, ...this.#joined);
    this.#size -= 1;
    this.push(leaf);
  }

  /** The hash that stands for all leaves; of no leaves, the hash of nothing. */
  root(): Uint8Array {
    if (this.#size === 0) return createHash("sha256").digest();
    return this.#nodes.reduceRight((right, left) => nodeHash(left, right));
  }
}

/** How many bits of `n`, up to 2^53, are one. */
export function setBits(n: number): number {
  let count = 0;
  for (; n > 0; n = Math.floor(n / 2)) count += n % 2;
  return count;
}
