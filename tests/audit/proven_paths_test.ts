import { equal } from "node:assert/strict";
import fc from "fast-check";
import { toBase64 } from "../../audit/bytes.ts";
import { ProvenPaths } from "../../audit/proven_paths.ts";
import { leafHash } from "../../audit/tree.ts";
import { TreeLevels } from "../../audit/tree_levels.ts";
import { provesInclusion } from "../../audit/tree_proof.ts";
import { concat } from "../../audit/bytes.ts";
import { utf8 } from "../support/byte_stream.ts";

const leafOf = (index: number) => leafHash(utf8(`line ${index}`));

/** A tree, and ready-made claims about its leaves. */
function treeOf(size: number) {
  const leaves = Array.from({ length: size }, (_, i) => leafOf(i));
  const tree = new TreeLevels(concat(...leaves));
  const checkpoint = { origin: "log.example/1", size, root: tree.root() };
  const claim = (index: number) => ({
    index,
    leaf: leafOf(index),
    proof: tree.proof(index).map(toBase64),
  });
  return { checkpoint, claim };
}

Deno.test("every leaf of every small tree is proven, in whatever order they come", () => {
  for (let size = 1; size <= 40; size++) {
    const { checkpoint, claim } = treeOf(size);
    const indexes = Array.from({ length: size }, (_, i) => i);
    const mixed = [...indexes].sort((a, b) => (a * 7 + 3) % 11 - (b * 7) % 11);
    for (const order of [indexes, indexes.toReversed(), mixed]) {
      const paths = new ProvenPaths(checkpoint);
      for (const index of order) equal(paths.proves(claim(index)), true);
      for (const index of order) equal(paths.proves(claim(index)), true);
    }
  }
});

Deno.test("what is proven never depends on what was proven before", () => {
  const { checkpoint, claim } = treeOf(37);
  const { size, root } = checkpoint;
  fc.assert(fc.property(
    fc.array(
      fc.record({
        index: fc.nat(38),
        leaf: fc.nat(36),
        of: fc.nat(36),
        cut: fc.integer({ min: -1, max: 6 }),
        swap: fc.boolean(),
      }),
      { minLength: 1, maxLength: 40 },
    ),
    (claims) => {
      const paths = new ProvenPaths(checkpoint);
      for (const { index, leaf: of, of: from, cut, swap } of claims) {
        const leaf = leafOf(of);
        const whole = claim(from).proof;
        const proof = whole.filter((_, i) => i !== cut);
        if (swap) proof.reverse();
        const bytes = proof.map((hash) => Uint8Array.fromBase64(hash));
        equal(
          paths.proves({ index, leaf, proof }),
          provesInclusion({ index, size, leaf, proof: bytes, root }),
        );
        equal(paths.proves(claim(from)), true);
      }
    },
  ));
});

Deno.test("a hash more, less or in another writing proves nothing", () => {
  const { checkpoint, claim } = treeOf(11);
  for (let index = 0; index < 11; index++) {
    const { leaf, proof } = claim(index);
    const paths = new ProvenPaths(checkpoint);
    equal(paths.proves(claim(index)), true);
    for (
      const wrong of [
        [...proof, proof[0]!],
        proof.slice(1),
        proof.slice(0, -1),
        proof.map((hash, i) => i === 0 ? hash.replace(/=$/, "") : hash),
        proof.map((hash) => toBase64(Uint8Array.fromBase64(hash).slice(1))),
      ]
    ) {
      equal(paths.proves({ index, leaf, proof: wrong }), false);
    }
  }
});
