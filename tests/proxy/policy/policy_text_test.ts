import { createHash } from "node:crypto";
import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { RULES } from "../../../proxy/detect/mod.ts";
import { customRule, DEFAULT_POLICY } from "../../../proxy/mod.ts";
import { compilePolicy } from "../../../proxy/policy/compile_policy.ts";
import { policyText } from "../../../proxy/policy/policy_text.ts";

const read = (text: string) => JSON.parse(text);

Deno.test("a policy's hash is the SHA-256 of its text", () => {
  const { hash, text } = compilePolicy({ data: DEFAULT_POLICY, known: [] });
  equal(createHash("sha256").update(text).digest("hex"), hash);
});

Deno.test("the text says which rules are in force, to the letter", () => {
  const acme = customRule({
    id: "acme-key",
    type: "ACME_KEY",
    expression: "acme_[a-z0-9]{12}",
  });
  const { text, patterns } = compilePolicy({
    data: { ...DEFAULT_POLICY, rules: [acme], off: [RULES[0]!.id] },
    known: [],
  });
  const { rules, off } = read(text);
  equal(rules.length, patterns);
  deepEqual(rules.at(-1), { ...acme });
  deepEqual(off, [RULES[0]!.id]);
  const ids = rules.map(({ id }: { id: string }) => id);
  equal(ids.includes(RULES[0]!.id), false);
  equal(ids.includes(RULES[1]!.id), true);
});

Deno.test("the text holds no known value, no file's content and no test of a rule", () => {
  const value = "tok-" + "9f8e7d6c5b4a";
  const { text } = compilePolicy({
    data: { ...DEFAULT_POLICY, sources: { files: ["/srv/app/.env"] } },
    known: [{ value, type: "KNOWN_VALUE" }],
  });
  doesNotMatch(text, new RegExp(value));
  doesNotMatch(text, /example|counterExamples/i);
  deepEqual(read(text).sources, { files: ["/srv/app/.env"] });
});

Deno.test("the text is the same whatever order a policy is written in", () => {
  const allow = { ...DEFAULT_POLICY.allow, hosts: ["b.lan", "a.lan"] };
  const one = policyText({
    ...DEFAULT_POLICY,
    actions: { "10": "warn", "9": "block", A: "redact" },
    allow,
    off: ["b", "a", "a"],
  }, []);
  equal(
    one,
    policyText({
      ...DEFAULT_POLICY,
      off: ["a", "b"],
      allow: { ...allow, hosts: ["a.lan", "b.lan", "a.lan"] },
      actions: { A: "redact", "9": "block", "10": "warn" },
    }, []),
  );
  match(one, /"actions":{"10":"warn","9":"block","A":"redact"}/);
  match(one, /"off":\["a","b"\],.*"policy":"waterwall\/1"/);
});
