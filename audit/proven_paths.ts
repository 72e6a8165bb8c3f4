import { fromBase64, toBase64 } from "./bytes.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { nodeHash } from "./tree.ts";

/** A node on a proven path, the one beside it, and where the two stand. */
interface Step {
  /** How many times its index was halved. */
  readonly level: number;
  readonly index: number;
  /** In base64, as proofs are written. */
  readonly node: string;
  readonly sibling: string;
}

/**
 * Inclusion proofs under one root, each held against the one before it.
 *
 * Neighbouring leaves share most of their way up. Where a path reaches a node
 * that is proven already, the hashes above need only be the same ones: two
 * hashes are computed for a leaf on average, instead of one for each level.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2
 */
export class ProvenPaths {
  readonly #size: number;
  readonly #root: string;
  #steps: readonly Step[] = [];

  constructor({ size, root }: Checkpoint) {
    this.#size = size;
    this.#root = toBase64(root);
  }

  /**
   * Whether the leaf is the one at that index.
   *
   * @param proof Hashes in base64; each must be the one way to write it.
   */
  proves(
    { index, leaf, proof }: {
      readonly index: number;
      readonly leaf: Uint8Array;
      readonly proof: readonly string[];
    },
  ): boolean {
    if (index >= this.#size) return false;
    const steps: Step[] = [];
    let last = this.#size - 1;
    let level = 0;
    let node = leaf;
    for (const [i, sibling] of proof.entries()) {
      const step = { level, index, node: toBase64(node), sibling };
      const met = this.#meets(step);
      if (met >= 0) {
        const rest = this.#steps.slice(met);
        return areSame(rest, proof.slice(i + 1)) &&
          this.#keep(steps, step, met);
      }
      const other = last === 0 ? undefined : fromBase64(sibling);
      if (other?.length !== 32) return false;
      steps.push(step);
      if (index % 2 === 0 && index !== last) node = nodeHash(node, other);
      else {
        node = nodeHash(other, node);
        for (; index % 2 === 0 && index > 0; level += 1) {
          index /= 2;
          last = Math.floor(last / 2);
        }
      }
      index = Math.floor(index / 2);
      last = Math.floor(last / 2);
      level += 1;
    }
    if (last !== 0 || toBase64(node) !== this.#root) return false;
    this.#steps = steps;
    return true;
  }

  /** Where the proven path goes on above this step; -1 if they are not known to meet. */
  #meets({ level, index, node, sibling }: Step): number {
    const at = this.#steps.findIndex((step) => step.level === level);
    const known = this.#steps[at];
    if (!known) return -1;
    const isIt = known.index === index && known.node === node &&
      known.sibling === sibling;
    const isBeside = known.index === beside(index) && known.node === sibling &&
      known.sibling === node;
    return isIt || isBeside ? at + 1 : -1;
  }

  #keep(below: readonly Step[], step: Step, above: number): true {
    this.#steps = [...below, step, ...this.#steps.slice(above)];
    return true;
  }
}

function beside(index: number): number {
  return index % 2 === 0 ? index + 1 : index - 1;
}

function areSame(steps: readonly Step[], proof: readonly string[]): boolean {
  return steps.length === proof.length &&
    steps.every(({ sibling }, i) => sibling === proof[i]);
}
