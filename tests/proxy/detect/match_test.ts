import assert from "node:assert/strict";
import { anchorOf } from "../../../proxy/detect/anchor.ts";
import {
  charset,
  complement,
  has,
  overlap,
  union,
} from "../../../proxy/detect/charset.ts";
import { compileRule, matchRule } from "../../../proxy/detect/compiled_rule.ts";
import { RuleError } from "../../../proxy/detect/errors.ts";
import {
  attemptAt,
  matchBackward,
  RunEnds,
} from "../../../proxy/detect/match.ts";
import { parseShape } from "../../../proxy/detect/shape.ts";

function anchors(shape: string): readonly string[] {
  return anchorOf(parseShape(shape), shape).literals;
}

Deno.test("a shape is found by the literal that it begins with", () => {
  assert.deepEqual(anchors("acme_[a-z]{8}"), ["acme_"]);
  assert.deepEqual(anchors("(?:ghp|gho)_[a-z]{8}"), ["ghp_", "gho_"]);
  assert.deepEqual(anchors("(?:A|b)?cdef[0-9]{4}").toSorted(), [
    "acdef",
    "bcdef",
    "cdef",
  ]);
});

Deno.test("small classes at the start are spelled out until they tell enough", () => {
  const spelled = anchors("SK[0-9a-f]{32}");
  assert.equal(spelled.length, 256);
  assert.ok(spelled.includes("sk0f"));
  assert.deepEqual(anchors("sk-or-v1-[0-9a-f]{64}"), ["sk-or-v1-"]);
});

Deno.test("a literal in the middle serves when the start has none", () => {
  const shape = parseShape("[0-9]{8,10}:AA[a-z]{4}");
  assert.deepEqual(anchorOf(shape, ""), { literals: [":aa"], step: 1 });
});

Deno.test("a shape without a literal of three characters is refused", () => {
  for (const shape of ["[a-z]{32}", "x[a-z]{9,}"]) {
    assert.throws(
      () => anchors(shape),
      (error) => error instanceof RuleError && error.code === "no_anchor",
      shape,
    );
  }
});

Deno.test("parts before a literal in the middle are taken from right to left", () => {
  const { steps } = parseShape("v[0-9]{2,4}-x");
  const text = "v12345-";
  const attempt = attemptAt(text, { ignoreCase: false });
  assert.equal(matchBackward(attempt, parseShape("[0-9]{2,4}-").steps, 7), 2);
  assert.equal(matchBackward(attempt, steps.slice(0, 1), 1), 0);
  assert.equal(matchBackward(attempt, parseShape("abc").steps, 2), -1);
});

Deno.test("the end of a run is the same wherever in it one asks", () => {
  const runs = new RunEnds("..aaaa..bbb.aa");
  const set = charset("ab");
  assert.equal(runs.endOf(set, 2), 6);
  assert.equal(runs.endOf(set, 4), 6);
  assert.equal(runs.endOf(set, 8), 11);
  assert.equal(runs.endOf(set, 3), 6);
  assert.equal(runs.endOf(set, 0), 0);
  assert.equal(runs.endOf(set, 12), 14);
});

Deno.test("long runs end where the text or the class does, wherever one asks", () => {
  const set = charset("ab");
  for (const after of ["", ".", "é"]) {
    for (const length of [46, 47, 48, 49, 50, 200, 5000]) {
      const runs = new RunEnds("a".repeat(length) + after);
      for (const at of [0, 1, length - 49, length - 48, length - 47, length]) {
        if (at >= 0) assert.equal(runs.endOf(set, at), length);
      }
    }
  }
});

Deno.test("classes hold what they name, and one flag for all beyond ASCII", () => {
  const set = charset("a-cX_-");
  assert.deepEqual(
    [..."abcX_-dY"].map((c) => has(set, c.charCodeAt(0))),
    [true, true, true, true, true, true, false, false],
  );
  assert.ok(!has(set, 0x4e2d) && has(complement(set), 0x4e2d));
  assert.ok(overlap(set, charset("c-e")) && !overlap(set, charset("d-f")));
  assert.ok(has(union([set, charset("z")]), 122));
});

Deno.test("a token that goes on beyond its greatest length is none", () => {
  const rule = compileRule({ id: "x", type: "X", shape: "key-[0-9a-f]{8}" });
  const at = (text: string) =>
    matchRule(rule, text, { at: 0, runs: new RunEnds(text) });
  assert.deepEqual(at("key-12ab34cd "), { start: 0, end: 12 });
  assert.deepEqual(at("key-12ab34cdz"), { start: 0, end: 12 });
  assert.equal(at("key-12ab34cd5"), undefined);
});

Deno.test("a class of the rule's own may keep it from standing somewhere", () => {
  const rule = compileRule({
    id: "x",
    type: "X",
    shape: "key-[0-9a-f]{8}",
    left: "[A-Za-z0-9_-]",
    right: "[a-z]",
  });
  const at = (text: string) =>
    matchRule(rule, text, { at: 1, runs: new RunEnds(text) });
  assert.equal(at("-key-12ab34cd"), undefined);
  assert.equal(at(" key-12ab34cdz"), undefined);
  assert.ok(at(" key-12ab34cd"));
});
