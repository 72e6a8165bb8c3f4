import { concat } from "./bytes.ts";
import { type Frontier, nodeHash } from "./tree.ts";

const HASH_BYTES = 32;

/** A row of the tree: its hashes from `start` to its end, one after the other. */
interface Level {
  readonly start: number;
  readonly hashes: Uint8Array;
}

/**
 * The right part of a tree in memory, 64 bytes a leaf, for proofs of many leaves.
 *
 * For a single proof `TreePath` does with a logarithm of that.
 */
export class TreeLevels {
  readonly #levels: readonly Level[];

  /** @param leaves leaf hashes, one after the other, that follow `before` */
  constructor(leaves: Uint8Array, before: Frontier = { size: 0, nodes: [] }) {
    const nodes = [...before.nodes];
    let level = evened({ start: before.size, hashes: leaves }, nodes);
    const levels = [level];
    while (level.start > 0 || level.hashes.length > HASH_BYTES) {
      level = evened(above(level), nodes);
      levels.push(level);
    }
    this.#levels = levels;
  }

  root(): Uint8Array {
    return this.#levels.at(-1)!.hashes;
  }

  /**
   * The inclusion proof of a leaf that was given.
   *
   * @see https://www.rfc-editor.org/rfc/rfc6962#section-2.1.1
   */
  proof(index: number): readonly Uint8Array[] {
    const proof: Uint8Array[] = [];
    let at = index;
    for (const level of this.#levels.slice(0, -1)) {
      const sibling = hash(level, at % 2 === 0 ? at + 1 : at - 1);
      if (sibling.length > 0) proof.push(sibling);
      at = Math.floor(at / 2);
    }
    return proof;
  }
}

/** The level with what stands left of its first hash, if that is a right child. */
function evened(level: Level, frontier: Uint8Array[]): Level {
  if (level.start % 2 === 0) return level;
  const left = frontier.pop()!;
  return { start: level.start - 1, hashes: concat(left, level.hashes) };
}

/** The next level up; a node without a sibling goes up as it is. */
function above({ start, hashes }: Level): Level {
  const count = hashes.length / HASH_BYTES;
  const up = new Uint8Array(Math.ceil(count / 2) * HASH_BYTES);
  for (let i = 0; i < count; i += 2) {
    const [left, right] = [at(hashes, i), at(hashes, i + 1)];
    const node = right.length > 0 ? nodeHash(left, right) : left;
    up.set(node, (i / 2) * HASH_BYTES);
  }
  return { start: start / 2, hashes: up };
}

function hash({ start, hashes }: Level, index: number): Uint8Array {
  return at(hashes, index - start);
}

function at(hashes: Uint8Array, index: number): Uint8Array {
  return hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
}
