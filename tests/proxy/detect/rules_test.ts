import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";
import { RULES } from "../../../proxy/detect/rules/catalogue.ts";
import { exampleOf } from "../../../proxy/detect/sample.ts";
import { seeded } from "../../corpus/seeded.ts";

const TRIES = 12;

Deno.test("every rule has an id of its own and a type that fits a placeholder", () => {
  assert.equal(new Set(RULES.map(({ id }) => id)).size, RULES.length);
  for (const { id, type } of RULES) {
    assert.match(id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    assert.match(type, /^[A-Z0-9_]{1,32}$/, id);
  }
});

Deno.test("every rule finds its own examples by itself", () => {
  for (const rule of RULES) {
    const scanner = createScanner({ rules: [rule] });
    const random = seeded(4);
    let found = 0;
    for (let i = 0; i < TRIES; i++) {
      const text = `first line\n${exampleOf(rule, random)}\nlast line`;
      const isFound = scanner.explain(text).some(({ rule: id }) =>
        id === rule.id
      );
      if (isFound) found++;
    }
    assert.ok(found >= TRIES - 1, `${rule.id}: ${found} of ${TRIES}`);
  }
});

Deno.test("the whole catalogue finds the examples of every rule", () => {
  const { scan } = createScanner();
  for (const rule of RULES) {
    const random = seeded(5);
    let found = 0;
    for (let i = 0; i < TRIES; i++) {
      if (scan(`x\n${exampleOf(rule, random)}\n`).length > 0) found++;
    }
    assert.ok(found >= TRIES - 1, `${rule.id}: ${found} of ${TRIES}`);
  }
});

Deno.test("no rule finds anything in its counter-examples", () => {
  for (const rule of RULES) {
    const { scan } = createScanner({ rules: [rule] });
    for (const text of rule.counterExamples ?? []) {
      assert.deepEqual(scan(text), [], `${rule.id}: ${text}`);
    }
  }
});

Deno.test("no rule takes its own shape filled with x for a secret", () => {
  for (const rule of RULES) {
    const { scan } = createScanner({ rules: [rule] });
    const random = seeded(6);
    const text = exampleOf(rule, random).replaceAll(
      /[a-z0-9]{4,}/gi,
      (run) => "x".repeat(run.length),
    );
    assert.deepEqual(scan(text), [], rule.id);
  }
});
