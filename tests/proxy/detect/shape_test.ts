import assert from "node:assert/strict";
import fc from "fast-check";
import { RuleError } from "../../../proxy/detect/errors.ts";
import { attemptAt, matchForward } from "../../../proxy/detect/match.ts";
import { sample } from "../../../proxy/detect/sample.ts";
import { parseShape } from "../../../proxy/detect/shape.ts";
import { seeded } from "../../corpus/seeded.ts";

/** Shapes that mean the same as a shape and as an expression of V8. */
const SHAPES = [
  "acme_[A-Za-z0-9]{8,}",
  "sk-[a-z0-9-]{3,20}T3Blbk[a-z0-9]{4,}",
  "(?:live|test)_[0-9a-f]{6}",
  "a(?:b|cd)?e{2,3}",
  "(?:[a-z]{1,3}\\.){1,4}[0-9]+",
  "x[^@\\s]{1,9}@y",
  "\\d{3}-\\w{2}\\.[A-F]*",
  "(?i)Key-[a-f]{2}[0-9]?",
  "p(?:a|b){2}q",
];

function end(shape: string, text: string): number {
  const parsed = parseShape(shape);
  return matchForward(attemptAt(text, parsed), parsed.steps, 0);
}

function endByExpression(shape: string, text: string): number {
  const ignoresCase = shape.startsWith("(?i)");
  const source = shape.replace("(?i)", "");
  const found = new RegExp(source, ignoresCase ? "iy" : "y").exec(text);
  return found ? found[0].length : -1;
}

Deno.test("a shape matches what the same expression matches", () => {
  for (const shape of SHAPES) {
    const random = seeded(1);
    for (let i = 0; i < 60; i++) {
      const made = sample(shape, random);
      for (const text of [made, `${made} `, `${made}.x`, made.slice(0, -1)]) {
        assert.equal(
          end(shape, text),
          endByExpression(shape, text),
          shape + text,
        );
      }
    }
  }
});

Deno.test("a shape matches random text no more often than the expression", () => {
  const alphabet = fc.constantFrom(..."abcdeqpxy01_-.@ acme_livetest");
  fc.assert(
    fc.property(
      fc.constantFrom(...SHAPES),
      fc.array(alphabet, { maxLength: 24 }),
      (shape, characters) => {
        const text = characters.join("");
        if (end(shape, text) >= 0) {
          assert.ok(endByExpression(shape, text) >= 0, `${shape} ${text}`);
        }
      },
    ),
    { seed: 5, numRuns: 2000 },
  );
});

Deno.test("a run before a literal ends at the first place where it stands", () => {
  assert.equal(end("[a-z]{2,20}xy[a-z]{1,}", "abxycdxye"), 9);
  assert.equal(end("[a-z]{4,20}xy", "abxycdxye"), 8);
  assert.equal(end("[a-z]{2,4}xy", "abcdefxy"), -1);
});

Deno.test("of plain words in a choice the longest that fits is taken", () => {
  assert.equal(end("(?:rt|rtr)-[a-z]{2}", "rtr-ab"), 6);
  assert.equal(end("(?:rt|rtr)-[a-z]{2}", "rt-ab"), 5);
});

Deno.test("parentheses mark the part that is the secret", () => {
  const shape = parseShape("id=[a-z]+;key=([0-9]{3,});");
  const attempt = attemptAt("id=ab;key=12345;", shape);
  assert.equal(matchForward(attempt, shape.steps, 0), 16);
  assert.deepEqual([attempt.secretStart, attempt.secretEnd], [10, 15]);
});

for (
  const [shape, code] of [
    ["[a-z-]{5,20}-[0-9]{4}", "could_backtrack"],
    ["a+a", "could_backtrack"],
    ["[a-z]*[a-f]", "could_backtrack"],
    ["(?:x[a-z]{1,9}[b-d])", "could_backtrack"],
    ["a.b", "bad_shape"],
    ["^abc", "bad_shape"],
    ["abc$", "bad_shape"],
    ["(?=abc)d", "bad_shape"],
    ["a|b", "bad_shape"],
    ["(ab", "bad_shape"],
    ["ab)", "bad_shape"],
    ["[ab", "bad_shape"],
    ["[z-a]x", "bad_shape"],
    ["a{2,1x}", "bad_shape"],
    ["\\kabc", "bad_shape"],
  ] as const
) {
  Deno.test(`a shape such as ${shape} is refused as ${code}`, () => {
    assert.throws(() => parseShape(shape), (error) => {
      assert.ok(error instanceof RuleError);
      assert.equal(error.code, code);
      assert.ok(error.hint);
      return true;
    });
  });
}

Deno.test("samples of every shape match it", () => {
  for (const shape of SHAPES) {
    const random = seeded(2);
    for (let i = 0; i < 30; i++) {
      const made = sample(shape, random);
      assert.ok(end(shape, made) > 0, `${shape} ${made}`);
    }
  }
});
