import { compilePolicy } from "../../../proxy/policy/compile_policy.ts";
import { deepEqual, equal, notEqual } from "node:assert/strict";
import {
  customRule,
  DEFAULT_POLICY,
  type PolicyData,
  valueHash,
} from "../../../proxy/mod.ts";

const KEY = "AKIA" + "QYLPMN5HHHFPZAM2";
const TEXT = `id ${KEY} end`;

const compile = (data: Partial<PolicyData> = {}, known: string[] = []) =>
  compilePolicy({
    data: { ...DEFAULT_POLICY, ...data },
    known: known.map((value) => ({ value, type: "KNOWN_VALUE" })),
  });
const allow = (allowed: Partial<PolicyData["allow"]>) => ({
  allow: { ...DEFAULT_POLICY.allow, ...allowed },
});

Deno.test("without a word from anybody every finding is to be redacted", () => {
  const [found, ...others] = compile().scan(TEXT);
  deepEqual(others, []);
  equal(TEXT.slice(found!.start, found!.end), KEY);
  equal(found!.action, undefined);
});

Deno.test("a value is allowed by its hash, whole or from eight digits on", () => {
  const hash = valueHash(KEY);
  for (const sha256 of [hash, hash.slice(0, 8)]) {
    deepEqual(compile(allow({ sha256: [sha256] })).scan(TEXT), []);
  }
  equal(compile(allow({ sha256: [valueHash("x")] })).scan(TEXT).length, 1);
});

Deno.test("a rule is switched off, or let through, by id and by TYPE", () => {
  const { rule, type } = compile().scan(TEXT)[0]!;
  for (const name of [rule!, type]) {
    deepEqual(compile({ off: [name] }).scan(TEXT), []);
    deepEqual(compile(allow({ rules: [name] })).scan(TEXT), []);
  }
});

Deno.test("a rule that is code of its own can be switched off too", () => {
  const text = 'password = "kD8#wq9!Lz2v"';
  equal(compile().scan(text).length, 1);
  deepEqual(compile({ off: ["named-value"] }).scan(text), []);
});

Deno.test("an action holds for a rule before its TYPE, and for that before all", () => {
  const { rule, type } = compile().scan(TEXT)[0]!;
  const actionOf = (data: Partial<PolicyData>) =>
    compile(data).scan(TEXT)[0]!.action;
  equal(actionOf({ action: "warn" }), "warn");
  equal(actionOf({ action: "warn", actions: { [type]: "block" } }), "block");
  const both = { [type]: "block", [rule!]: "redact" } as const;
  equal(actionOf({ action: "warn", actions: both }), undefined);
});

Deno.test("custom rules stand beside those of the product", () => {
  const rules = [customRule({
    id: "acme-key",
    type: "ACME_KEY",
    expression: "acme_[a-z0-9]{12}",
  })];
  const token = "acme_" + "k3v9x2m7q8w1";
  const both = compile({ rules });
  deepEqual(both.scan(`${token} ${KEY}`).map(({ type }) => type), [
    "ACME_KEY",
    "AWS_ACCESS_KEY_ID",
  ]);
  equal(both.patterns, compile().patterns + 1);
});

Deno.test("the hash tells every effective difference and no other", () => {
  const hash = (data: Partial<PolicyData>) => compile(data).hash;
  const usual = hash({});
  equal(hash({}), usual);
  equal(usual.length, 64);
  const { rule } = compile().scan(TEXT)[0]!;
  const different = [
    { shadow: true },
    { action: "warn" as const },
    { actions: { [rule!]: "block" as const } },
    { off: [rule!] },
    { sources: { aws: false } },
    allow({ sha256: ["0".repeat(64)] }),
    allow({ hosts: ["a.example.com"] }),
    allow({ paths: ["/v1"] }),
  ].map(hash);
  equal(new Set([usual, ...different]).size, different.length + 1);
  equal(
    hash(allow({ hosts: ["a.b", "c.d"] })),
    hash(allow({ hosts: ["c.d", "a.b", "a.b"] })),
  );
});

Deno.test("known values are no part of the hash", () => {
  equal(compile({}, ["tok-9f8e7d6c5b4a"]).hash, compile().hash);
});

Deno.test("hosts and URL paths are allowed as named, and no other reading of them", () => {
  const { spares } = compile(
    allow({ hosts: ["a.example.com", "*.lan"], paths: ["/v1/files/**"] }),
  );
  const to = (host: string, pathname = "/x") => spares!({ host, pathname });
  deepEqual(
    [to("a.example.com"), to("A.example.com:443"), to("x.lan"), to("lan")],
    [true, true, true, false],
  );
  deepEqual(
    ["/v1/files/a/b", "/v1/files/../messages", "/v1/files/%2e%2e/m", "/v2"]
      .map((path) => to("h", path)),
    [true, false, false, false],
  );
});

Deno.test("places in a body are told apart from paths of URLs", () => {
  const { leaves } = compile(allow({ paths: ["metadata.user_id", "/v1"] }));
  deepEqual(leaves, ["metadata.user_id"]);
});

Deno.test("a text that was scanned under one policy is scanned anew under the next", () => {
  const long = `${TEXT} ${"word ".repeat(40)}`;
  equal(compile().scan(long).length, 1);
  equal(compile({ off: ["AWS_ACCESS_KEY_ID"] }).scan(long).length, 0);
  notEqual(compile().scan, compile().scan);
});
