import { deepEqual, equal, ok } from "node:assert/strict";
import {
  checkEd25519,
  checkNote,
  formatNote,
  formatVkey,
  leafHash,
  parseCanonical,
  parseCheckpoint,
  parseNote,
  parsePublicKey,
  parseVkey,
  provesConsistency,
  provesInclusion,
  Tree,
  TreePath,
} from "../../audit/mod.ts";
import chain from "../vectors/chain/cases.json" with { type: "json" };
import foreign from "../vectors/chain/sample.json" with { type: "json" };
import ed25519 from "../vectors/ed25519/cases.json" with { type: "json" };
import notes from "../vectors/note/cases.json" with { type: "json" };
import checkpoints from "../vectors/note/checkpoints.json" with {
  type: "json",
};
import vkeys from "../vectors/note/vkeys.json" with { type: "json" };
import consistency from "../vectors/tree/consistency.json" with {
  type: "json",
};
import inclusion from "../vectors/tree/inclusion.json" with { type: "json" };
import roots from "../vectors/tree/roots.json" with { type: "json" };
import { encode, inShort, verify } from "../support/audit_log.ts";

const hex = (text: string): Uint8Array => Uint8Array.fromHex(text);
const leaves = roots.leaves.map((leaf) => leafHash(hex(leaf)));

for (const { size, expect } of roots.cases) {
  Deno.test(`the tree over ${size} reference leaves has its known root`, () => {
    const tree = new Tree();
    for (const leaf of leaves.slice(0, size)) tree.push(leaf);
    equal(tree.root().toHex(), expect);
  });
}

const rootOf = (size: number) => hex(roots.cases[size - 1]?.expect ?? "");

for (const { index, size, proof, expect } of inclusion.cases) {
  const verb = expect ? "proves" : "does not prove";
  const what = `${proof.length} hashes ${verb} leaf ${index} of ${size}`;
  Deno.test(`inclusion: ${what} (${JSON.stringify(proof).length})`, () => {
    const claim = {
      index,
      size,
      leaf: leaves[index]!,
      proof: proof.map(hex),
      root: rootOf(size),
    };
    equal(provesInclusion(claim), expect);
  });
}

for (const { oldSize, size, proof, expect } of consistency.cases) {
  const verb = expect ? "prove" : "do not prove";
  Deno.test(`consistency: ${proof.length} hashes ${verb} ${oldSize} in ${size}`, () => {
    const claim = {
      oldSize,
      size,
      oldRoot: rootOf(oldSize),
      root: rootOf(size),
      proof: proof.map(hex),
    };
    equal(provesConsistency(claim), expect);
  });
}

for (const { name, note, vkey, expect } of notes.cases) {
  Deno.test(`a note with ${name} is ${expect}`, () => {
    const parsed = parseNote(note);
    equal(parsed ? checkNote(parsed, parseVkey(vkey)!) : "unreadable", expect);
    if (parsed) equal(formatNote(parsed), note);
  });
}

for (const { name, note, expect } of checkpoints.cases) {
  Deno.test(`${name} ${expect === null ? "is no checkpoint" : "is read"}`, () => {
    equal(parseCheckpoint(note)?.size ?? null, expect);
  });
}

for (const { vkey, expect } of vkeys.cases) {
  const verdict = expect === null ? "no vkey" : `the vkey of ${expect}`;
  Deno.test(`${JSON.stringify(vkey)} is ${verdict}`, () => {
    const parsed = parseVkey(vkey);
    equal(parsed?.keyId ?? null, expect);
    if (parsed) equal(formatVkey(parsed), vkey);
  });
}

for (const { name, publicKey, message, signature, expect } of ed25519.cases) {
  Deno.test(`${name} is ${expect}`, () => {
    const claim = {
      publicKey: hex(publicKey),
      message: hex(message),
      signature: hex(signature),
    };
    equal(checkEd25519(claim), expect);
    equal(checkEd25519(claim, { once: true }), expect);
  });
}

for (const { name, lines, expect } of chain.cases) {
  Deno.test(`a log with ${name}: ${expect}`, () => {
    const pinned = parsePublicKey(chain.vkey);
    const heads = [parseCheckpoint(chain.head)!];
    const bytes = (lines as readonly string[]).map(encode);
    equal(inShort(verify(bytes, { pinned, heads })), expect);
  });
}

Deno.test("a log of other software has our hashes, roots and proof", () => {
  const tree = new Tree();
  const vkey = parseVkey(foreign.vkey)!;
  const { index, proof } = foreign.receipt;
  let path: TreePath | undefined;
  for (const [i, text] of foreign.lines.entries()) {
    const { value } = parseCanonical(encode(text));
    const { prev_hash, note } = value as Record<string, string>;
    const before = foreign.lines[i - 1];
    const prev = before ? leafHash(encode(before)).toHex() : "0".repeat(64);
    equal(prev_hash, prev);
    if (note) {
      const checkpoint = parseCheckpoint(note)!;
      equal(checkNote(checkpoint.note, vkey), "good");
      deepEqual(checkpoint.root.toHex(), tree.root().toHex());
      equal(checkpoint.size, tree.size);
    }
    if (i === index) path = TreePath.toNext(tree);
    tree.push(leafHash(encode(text)));
    path?.push(leafHash(encode(text)));
  }
  equal(tree.root().toHex(), foreign.expect.root);
  deepEqual(path!.proof().map((hash) => hash.toBase64()), proof);
});

Deno.test("that log's older checkpoint is consistent with its newer one", () => {
  const [older, newer] = [foreign.old, foreign.checkpoint]
    .map((note) => parseCheckpoint(note)!);
  const tree = new Tree();
  let path: TreePath | undefined;
  for (const text of foreign.lines) {
    if (tree.size === older!.size) path = TreePath.fromSize(tree);
    tree.push(leafHash(encode(text)));
    path?.push(leafHash(encode(text)));
  }
  const claim = {
    oldSize: older!.size,
    oldRoot: older!.root,
    size: newer!.size,
    root: newer!.root,
    proof: path!.proof(),
  };
  ok(provesConsistency(claim));
});
