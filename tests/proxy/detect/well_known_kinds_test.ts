import assert from "node:assert/strict";
import { createScanner } from "../../../proxy/detect/mod.ts";
import { RULES } from "../../../proxy/detect/rules/catalogue.ts";
import { make } from "./make.ts";
import { seeded } from "../../corpus/seeded.ts";
import { WELL_KNOWN_KINDS } from "./well_known_kinds.ts";

const TRIES = 8;
const { scan, explain } = createScanner();

Deno.test("the catalogue tells more than four hundred kinds of credentials apart", () => {
  const types = new Set(RULES.map(({ type }) => type));
  assert.ok(types.size >= 400, `${types.size} types`);
  assert.ok(RULES.length >= 1000, `${RULES.length} rules`);
});

for (const [type, form] of WELL_KNOWN_KINDS) {
  Deno.test(`${type} is found as ${form}`, () => {
    const random = seeded(21);
    for (let i = 0; i < TRIES; i++) {
      const text = `# notes\n${make(form, random)}\nend`;
      const [finding, ...others] = explain(text);
      assert.equal(finding?.type, type, text);
      assert.deepEqual(others, [], text);
    }
  });
}

Deno.test("a well-known credential is found inside code, JSON, shell lines and prose", () => {
  const random = seeded(22);
  const carriers = [
    (value: string) => `const client = new Client("${value}");`,
    (value: string) => `{"a":1,"value":"${value}","b":[]}`,
    (value: string) => `export VALUE='${value}' && make`,
    (value: string) => `Please use ${value} and tell nobody.`,
    (value: string) => `[12:00:01] INFO sent ${value}\\nnext line`,
    (value: string) => `| one | \`${value}\` | two |`,
  ];
  const bare = WELL_KNOWN_KINDS.filter(([, form]) => !/[ =]/.test(form));
  for (const [type, form] of bare) {
    for (const carry of carriers) {
      const text = carry(make(form, random));
      assert.ok(scan(text).some((found) => found.type === type), text);
    }
  }
});

Deno.test("the beginning of a well-known credential alone is left as it is", () => {
  for (const [, form] of WELL_KNOWN_KINDS) {
    const beginning = form.slice(0, form.indexOf("{"));
    if (beginning.includes("://")) continue;
    const text = `Tokens of that kind begin with ${beginning} and go on.`;
    assert.deepEqual(scan(text), [], text);
  }
});
