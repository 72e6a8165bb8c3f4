import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import {
  leafHash,
  nodeHash,
  provesConsistency,
  provesInclusion,
  Tree,
  TreePath,
} from "../../audit/mod.ts";
import { encode } from "../support/audit_log.ts";

const MAX = 70;
const leaves = Array.from({ length: MAX }, (_, i) => leafHash(encode(`${i}`)));

/** MTH(D[n]) as RFC 6962 §2.1 defines it, by recursion over all leaves. */
function mth(part: readonly Uint8Array[]): Uint8Array {
  if (part.length === 1) return part[0]!;
  const k = 2 ** Math.floor(Math.log2(part.length - 1));
  return nodeHash(mth(part.slice(0, k)), mth(part.slice(k)));
}

/** PATH(m, D[n]) as RFC 6962 §2.1.1 defines it. */
function path(m: number, part: readonly Uint8Array[]): Uint8Array[] {
  if (part.length === 1) return [];
  const k = 2 ** Math.floor(Math.log2(part.length - 1));
  const [left, right] = [part.slice(0, k), part.slice(k)];
  return m < k
    ? [...path(m, left), mth(right)]
    : [...path(m - k, right), mth(left)];
}

/** PROOF(m, D[n]) as RFC 6962 §2.1.2 defines it. */
function subproof(
  m: number,
  part: readonly Uint8Array[],
  isWhole = true,
): Uint8Array[] {
  if (m === part.length) return isWhole ? [] : [mth(part)];
  const k = 2 ** Math.floor(Math.log2(part.length - 1));
  const [left, right] = [part.slice(0, k), part.slice(k)];
  return m <= k
    ? [...subproof(m, left, isWhole), mth(right)]
    : [...subproof(m - k, right, false), mth(left)];
}

function treeOf(size: number): Tree {
  const tree = new Tree();
  for (const leaf of leaves.slice(0, size)) tree.push(leaf);
  return tree;
}

const hexes = (hashes: readonly Uint8Array[]) => hashes.map((h) => h.toHex());

Deno.test("an empty tree has the hash of nothing", () => {
  equal(
    new Tree().root().toHex(),
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});

Deno.test("a leaf's hash is what a shell computes", () => {
  // { printf '\0'; printf '{"v":1}'; } | sha256sum
  equal(
    leafHash(encode('{"v":1}')).toHex(),
    "0fe7f04cd9688fb996eea9ae1248cbe83b4d04805413f35ab25ad9deb5a3cb32",
  );
});

Deno.test("a tree has the root that the standard defines, at every size", () => {
  for (let size = 1; size <= MAX; size++) {
    equal(
      treeOf(size).root().toHex(),
      mth(leaves.slice(0, size)).toHex(),
    );
  }
});

Deno.test("a tree goes on from its frontier", () => {
  for (let size = 0; size <= MAX; size++) {
    const half = treeOf(size);
    const tree = new Tree({ size, nodes: half.nodes });
    for (const leaf of leaves.slice(size)) tree.push(leaf);
    equal(tree.root().toHex(), mth(leaves).toHex());
  }
});

Deno.test("a frontier of another size is refused", () => {
  throws(() => new Tree({ size: 3, nodes: [leaves[0]!] }), RangeError);
  throws(() => new Tree({ size: 0, nodes: [leaves[0]!] }), RangeError);
});

Deno.test("the last leaf can be replaced, whatever it was joined with", () => {
  for (let size = 1; size <= MAX; size++) {
    const tree = treeOf(size);
    tree.replaceLast(leaves[0]!.toHex());
    tree.push(leaves[1]!);
    const expected = [...leaves.slice(0, size - 1), leaves[0]!, leaves[1]!];
    equal(tree.root().toHex(), mth(expected).toHex());
  }
});

Deno.test("every path is the standard's, and proves its leaf and no other", () => {
  for (let size = 1; size <= MAX; size += 3) {
    const root = treeOf(size).root();
    for (let index = 0; index < size; index++) {
      const toLeaf = TreePath.toNext(treeOf(index));
      for (const leaf of leaves.slice(index, size)) toLeaf.push(leaf);
      const proof = toLeaf.proof();
      deepEqual(hexes(proof), hexes(path(index, leaves.slice(0, size))));
      const claim = { index, size, leaf: leaves[index]!, proof, root };
      ok(provesInclusion(claim));
      ok(!provesInclusion({ ...claim, leaf: leaves[index + 1] ?? root }));
    }
  }
});

Deno.test("every consistency proof is the standard's, and proves its sizes", () => {
  for (let size = 1; size <= MAX; size += 3) {
    const root = treeOf(size).root();
    for (let oldSize = 1; oldSize < size; oldSize++) {
      const fromOld = TreePath.fromSize(treeOf(oldSize));
      for (const leaf of leaves.slice(oldSize, size)) fromOld.push(leaf);
      const proof = fromOld.proof();
      deepEqual(hexes(proof), hexes(subproof(oldSize, leaves.slice(0, size))));
      const oldRoot = treeOf(oldSize).root();
      const claim = { oldSize, oldRoot, size, root, proof };
      ok(provesConsistency(claim));
      ok(!provesConsistency({ ...claim, oldRoot: root }));
      ok(!provesConsistency({ ...claim, root: oldRoot }));
      ok(!provesConsistency({ ...claim, proof: proof.slice(1) }));
      ok(!provesConsistency({ ...claim, proof: [...proof, root] }));
    }
  }
});

Deno.test("a tree is consistent with itself and with nothing, without a proof", () => {
  const root = treeOf(5).root();
  const same = { oldSize: 5, oldRoot: root, size: 5, root, proof: [] };
  ok(provesConsistency(same));
  ok(!provesConsistency({ ...same, proof: [root] }));
  ok(!provesConsistency({ ...same, oldRoot: leaves[0]! }));
  ok(provesConsistency({ ...same, oldSize: 0 }));
  ok(!provesConsistency({ ...same, oldSize: 6 }));
  ok(!provesConsistency({ ...same, oldSize: 4 }));
});

Deno.test("a proof for a place that no tree has proves nothing", () => {
  const root = leaves[0]!;
  const claim = { index: 0, size: 1, leaf: root, proof: [], root };
  ok(provesInclusion(claim));
  for (const [index, size] of [[1, 1], [0, 0], [-1, 1], [0.5, 1], [0, NaN]]) {
    ok(!provesInclusion({ ...claim, index: index!, size: size! }));
  }
  ok(!provesInclusion({ ...claim, size: Infinity }));
});

Deno.test("a proof works for the largest log there can be", () => {
  const size = 2 ** 53 - 1;
  const index = size - 2;
  const nodes = Array.from({ length: 52 }, (_, i) => leafHash(encode(`${i}`)));
  const tree = new Tree({ size: index, nodes: nodes.slice(0, 52) });
  const toLeaf = TreePath.toNext(tree);
  for (const leaf of [leaves[0]!, leaves[1]!]) {
    tree.push(leaf);
    toLeaf.push(leaf);
  }
  const root = tree.root();
  const proof = toLeaf.proof();
  ok(provesInclusion({ index, size, leaf: leaves[0]!, proof, root }));
  ok(!provesInclusion({ index: 0, size, leaf: leaves[0]!, proof, root }));
});

Deno.test("a changed hash anywhere in a proof proves nothing", () => {
  fc.assert(fc.property(
    fc.integer({ min: 2, max: MAX }),
    fc.nat(),
    fc.nat(),
    fc.nat({ max: 255 }),
    (size, which, at, bit) => {
      const index = which % size;
      const toLeaf = TreePath.toNext(treeOf(index));
      for (const leaf of leaves.slice(index, size)) toLeaf.push(leaf);
      const proof = toLeaf.proof().map((hash) => hash.slice());
      proof[at % proof.length]![bit >> 3]! ^= 1 << (bit & 7);
      const root = treeOf(size).root();
      const leaf = leaves[index]!;
      ok(!provesInclusion({ index, size, leaf, proof, root }));
    },
  ));
});
