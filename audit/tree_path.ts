import { type Frontier, nodeHash, setBits } from "./tree.ts";

interface Subtree {
  readonly hash: Uint8Array;
  readonly leaves: number;
  /** Whether what the path starts from is inside. */
  readonly holds: boolean;
}

/**
 * The proof that something is part of a tree, gathered while leaves go by.
 *
 * Needs the frontier where it starts and the leaves after it, no others, and
 * keeps a logarithm of them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6962#section-2.1.1
 */
export class TreePath {
  #size: number;
  #stack: Subtree[];
  readonly #siblings: Uint8Array[] = [];

  private constructor({ size, nodes }: Frontier) {
    this.#size = size;
    const sizes = subtreeSizes(size);
    this.#stack = nodes.map((hash, i) => {
      return { hash, leaves: sizes[i]!, holds: false };
    });
  }

  /** For the inclusion proof of the next leaf to be pushed. */
  static toNext(before: Frontier): TreePath {
    return new TreePath(before);
  }

  /** For the consistency proof from `old`, which must not be empty. */
  static fromSize(old: Frontier): TreePath {
    const path = new TreePath(old);
    const last = path.#stack.pop()!;
    path.#stack.push({ ...last, holds: true });
    path.#started = true;
    if (setBits(old.size) > 1) path.#siblings.push(last.hash);
    return path;
  }

  #started = false;

  push(leaf: Uint8Array): void {
    let node: Subtree = { hash: leaf, leaves: 1, holds: !this.#started };
    this.#started = true;
    while (this.#stack.at(-1)?.leaves === node.leaves) {
      node = join(this.#stack.pop()!, node, this.#siblings);
    }
    this.#stack.push(node);
    this.#size += 1;
  }

  /** Size of the tree that {@link proof} is about. */
  get size(): number {
    return this.#size;
  }

  /** The hashes from the bottom to the root of the tree as it is now. */
  proof(): readonly Uint8Array[] {
    const siblings = [...this.#siblings];
    this.#stack.reduceRight((right, left) => join(left, right, siblings));
    return siblings;
  }
}

/** The powers of two that make up a size, the largest first. */
function subtreeSizes(size: number): number[] {
  const sizes: number[] = [];
  let leaves = 1;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) sizes.unshift(leaves);
    leaves *= 2;
  }
  return sizes;
}

/** Joins two neighbours, noting the one that the path does not go through. */
function join(left: Subtree, right: Subtree, siblings: Uint8Array[]): Subtree {
  if (left.holds) siblings.push(right.hash);
  if (right.holds) siblings.push(left.hash);
  return {
    hash: nodeHash(left.hash, right.hash),
    leaves: left.leaves + right.leaves,
    holds: left.holds || right.holds,
  };
}
