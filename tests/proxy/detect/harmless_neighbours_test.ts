import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";
import { RULES } from "../../../proxy/detect/rules/catalogue.ts";
import { HARMLESS_NEIGHBOURS } from "./harmless_neighbours.ts";
import { make } from "./make.ts";
import { seeded } from "../../corpus/seeded.ts";

/** Parts of words that speak of a credential themselves. */
const NOUN =
  /key|token|secret|auth|pass|api|access|credential|login|jwt|pat\b|private|\bid\b|sign|salt|licen|encrypt|cookie|bearer|hec$|hash/i;

/** Every vendor's name that makes a rule look for a token. */
function vendors(): readonly string[] {
  const words = RULES.flatMap(({ words }) => words ?? []);
  const names = words.map((word) =>
    NOUN.test(word) ? word.split(/[_ -]/)[0]! : word.replaceAll("_", "-")
  );
  return [...new Set(names)].filter((name) =>
    /^[a-z][a-z0-9 .-]+$/.test(name) && !NOUN.test(name)
  );
}

Deno.test("the rules know hundreds of vendors by their names", () => {
  assert.ok(vendors().length >= 400, `${vendors().length} vendors`);
});

const { explain } = createScanner();
const names = vendors();

for (const [name, write] of Object.entries(HARMLESS_NEIGHBOURS)) {
  Deno.test(`no vendor's name makes ${name} beside it a secret`, () => {
    const random = seeded(31);
    for (const vendor of names) {
      const text = make(write(vendor), random);
      assert.deepEqual(explain(text), [], text);
    }
  });
}
