import { isSame } from "./bytes.ts";
import { nodeHash, setBits } from "./tree.ts";

/** What an inclusion proof claims. */
export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/**
 * Whether the leaf is the one at that index of the tree with that root.
 *
 * A proof with a hash too many or too few proves nothing.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2
 */
export function provesInclusion(claim: Inclusion): boolean {
  const { index, size, leaf, proof, root } = claim;
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  const end = proof.reduce<Climb | undefined>(
    (at, hash) => at && climb(at, hash),
    { node: index, last: size - 1, old: leaf, root: leaf },
  );
  return end?.last === 0 && isSame(end.root, root);
}

/** What a consistency proof claims. */
export interface Consistency {
  readonly oldSize: number;
  readonly oldRoot: Uint8Array;
  readonly size: number;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Whether the tree begins with every leaf of the older one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9162#section-2.1.4.2
 */
export function provesConsistency(claim: Consistency): boolean {
  const { oldSize, oldRoot, size, root, proof } = claim;
  if (!isCount(oldSize) || !isCount(size) || oldSize > size) return false;
  if (oldSize === size) return proof.length === 0 && isSame(oldRoot, root);
  if (oldSize === 0) return proof.length === 0;
  const path = setBits(oldSize) === 1 ? [oldRoot, ...proof] : proof;
  const [first, ...rest] = path;
  if (!first || proof.length === 0) return false;
  const start = skip(
    { node: oldSize - 1, last: size - 1, old: first, root: first },
    (node) => node % 2 === 1,
  );
  const end = rest.reduce<Climb | undefined>(
    (at, hash) => at && climb(at, hash),
    start,
  );
  return end?.last === 0 && isSame(end.old, oldRoot) && isSame(end.root, root);
}

/** A place on the way up: a node, the last node of its level, two roots. */
interface Climb {
  readonly node: number;
  readonly last: number;
  readonly old: Uint8Array;
  readonly root: Uint8Array;
}

function climb(at: Climb, hash: Uint8Array): Climb | undefined {
  if (at.last === 0) return undefined;
  if (at.node % 2 === 0 && at.node !== at.last) {
    return up({ ...at, root: nodeHash(at.root, hash) });
  }
  const joined = {
    ...at,
    old: nodeHash(hash, at.old),
    root: nodeHash(hash, at.root),
  };
  return up(skip(joined, (node) => node % 2 === 0 && node !== 0));
}

function skip(at: Climb, isSkipped: (node: number) => boolean): Climb {
  return isSkipped(at.node) ? skip(up(at), isSkipped) : at;
}

function up(at: Climb): Climb {
  const { node, last } = at;
  return { ...at, node: Math.floor(node / 2), last: Math.floor(last / 2) };
}

function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}
