import { deepEqual, equal, ok } from "node:assert/strict";
import { withAllowed } from "../../../ops/policy/allow_value.ts";
import { defaultPolicy } from "../../../ops/policy/default_policy.ts";
import { parsePolicy } from "../../../ops/policy/parse_policy.ts";

const HASH = "0123456789abcdef".repeat(4);
const OLD = "f".repeat(64);
const allowed = (text: string) =>
  parsePolicy(text, { file: "policy.toml" }).allow.sha256;

for (
  const [what, text, before] of [
    ["an empty file", "", []],
    ["a file without the table", "shadow = false", []],
    ["the file of the first start", defaultPolicy(), []],
    ["a table without the key", "[allow]\nhosts = []\n[rules]\noff = []", []],
    ["a table at the very end", "[allow]", []],
    ["a list of one", `[allow]\nsha256 = ["${OLD}"] # mine\n`, [OLD]],
    [
      "a list over several lines with comments",
      `[allow]\nsha256 = [ # ours\n  "${OLD}", # the test key\n]\n`,
      [OLD],
    ],
    ["a list that holds only a comment", "[allow]\nsha256 = [\n # none\n]", []],
  ] as const
) {
  Deno.test(`a hash is added to ${what}, and every line and comment stays`, () => {
    const after = withAllowed(text, HASH);
    deepEqual([...allowed(after)].sort(), [...before, HASH].sort());
    const { allow: _, ...rest } = parsePolicy(after, { file: "p" });
    const { allow: __, ...others } = parsePolicy(text, { file: "p" });
    deepEqual(rest, others);
    for (const comment of text.match(/#.*$/gm) ?? []) {
      ok(after.includes(comment));
    }
  });
}

Deno.test("hashes can be added one after the other", () => {
  const both = withAllowed(withAllowed(defaultPolicy(), OLD), HASH);
  equal(allowed(both).length, 2);
});
