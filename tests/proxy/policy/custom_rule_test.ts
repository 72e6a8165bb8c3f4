import { createScanner } from "../../../proxy/detect/mod.ts";
import { deepEqual, equal, throws } from "node:assert/strict";
import { customRule, RuleError } from "../../../proxy/mod.ts";

const rule = (expression: string, more = {}) =>
  customRule({ id: "acme-key", type: "ACME_KEY", expression, ...more });

const TOKEN = "acme_" + "Zq8Lw3Vt9Xb2Nc7Rf5Kd";

for (
  const [why, expression, code] of [
    [
      "a repeated group that ends as it begins",
      "acme_(?:[a-z]+)+",
      "could_backtrack",
    ],
    [
      "a repeated choice of which one begins another",
      "acme_(?:a|aa)+",
      "could_backtrack",
    ],
    ["a run before what it would take", "acme_[a-z]+[a-z]", "could_backtrack"],
    [
      "repeated groups within groups",
      "acme_(?:-(?:[a-z]+)*){1,9}",
      "could_backtrack",
    ],
    ["no literal", "[a-z0-9]{32}", "no_anchor"],
    ["a literal of two characters", "ac[a-z0-9]{32}", "no_anchor"],
    ["any character", "acme_.{20}", "bad_shape"],
    ["an anchor", "^acme_[a-z]{20}", "bad_shape"],
    ["look-around", "acme_(?=[a-z])", "bad_shape"],
    ["a reference back", "acme_([a-z])\\1", "bad_shape"],
    ["no greatest length", "acme_[a-z]{20,}", "bad_rule"],
    ["a repeated group without end", "acme_(?:-[a-z]{4})*", "bad_rule"],
    ["a greatest length that is too great", "acme_[a-z]{9000}", "bad_rule"],
  ] as const
) {
  Deno.test(`an expression with ${why} is refused`, () => {
    throws(
      () => rule(expression),
      (error) =>
        error instanceof RuleError && error.code === code &&
        error.hint !== undefined,
    );
  });
}

Deno.test("a word that stands everywhere is refused", () => {
  throws(() => rule("[a-z0-9]{32}", { words: ["a_b"] }), RuleError);
});

Deno.test("a bounded expression with a literal is found, and nothing longer than it says", () => {
  const { scan } = createScanner({ rules: [rule("acme_[A-Za-z0-9]{20}")] });
  deepEqual(scan(`x ${TOKEN} y`), [{ start: 2, end: 27, type: "ACME_KEY" }]);
});

Deno.test("max_length bounds an expression that has no end", () => {
  const open = rule("acme_[A-Za-z0-9]{10,}", { maxLength: 25 });
  const { scan } = createScanner({ rules: [open] });
  equal(scan(TOKEN).length, 1);
  equal(scan(TOKEN + "Q7").filter(({ type }) => type === "ACME_KEY").length, 0);
});

Deno.test("a rule with words is found beside one of them only", () => {
  const beside = rule("[A-Z]{4}[0-9]{8}", { words: ["acme"] });
  const { scan } = createScanner({ rules: [beside] });
  equal(scan("acme key: QWLX49201758").length, 1);
  equal(scan("order: QWLX49201758").length, 0);
});
