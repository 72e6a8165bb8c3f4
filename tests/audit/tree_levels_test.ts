import { deepEqual, equal } from "node:assert/strict";
import { concat, toHex } from "../../audit/bytes.ts";
import { leafHash, Tree } from "../../audit/tree.ts";
import { TreeLevels } from "../../audit/tree_levels.ts";
import { TreePath } from "../../audit/tree_path.ts";
import { provesInclusion } from "../../audit/tree_proof.ts";
import { utf8 } from "../support/byte_stream.ts";

const LEAVES = Array.from({ length: 40 }, (_, i) => leafHash(utf8(`${i}`)));

function treeOf(size: number): Tree {
  const tree = new Tree();
  LEAVES.slice(0, size).forEach((leaf) => tree.push(leaf));
  return tree;
}

Deno.test("a whole tree has the root and the proofs of one that only grew", () => {
  for (let size = 1; size <= LEAVES.length; size++) {
    const levels = new TreeLevels(concat(...LEAVES.slice(0, size)));
    deepEqual(toHex(levels.root()), toHex(treeOf(size).root()));
    for (let index = 0; index < size; index++) {
      const path = TreePath.toNext(treeOf(index));
      LEAVES.slice(index, size).forEach((leaf) => path.push(leaf));
      deepEqual(levels.proof(index).map(toHex), path.proof().map(toHex));
    }
  }
});

Deno.test("the part after any cut proves the same, given what lies left of the cut", () => {
  for (let size = 1; size <= LEAVES.length; size++) {
    const root = treeOf(size).root();
    for (let from = 0; from < size; from++) {
      const rest = concat(...LEAVES.slice(from, size));
      const levels = new TreeLevels(rest, treeOf(from));
      deepEqual(toHex(levels.root()), toHex(root), `${from} of ${size}`);
      for (let index = from; index < size; index++) {
        const leaf = LEAVES[index]!;
        const proof = levels.proof(index);
        equal(provesInclusion({ index, size, leaf, proof, root }), true);
      }
    }
  }
});
