import { deepEqual, equal } from "node:assert/strict";
import { ask } from "../../cli/commander.ts";
import { quickParse } from "../../cli/quick_parse.ts";
import { VERBS } from "../../cli/tree.ts";
import type { AnyVerb } from "../../cli/verb.ts";

const verbCalled = (name: string) => VERBS.find((verb) => verb.name === name)!;

const HOOK = verbCalled("pre-launch-hook");
const VERIFIER = verbCalled("verify-receipt");

async function wholly(verb: AnyVerb, words: readonly string[]) {
  const tree = {
    name: "waterwall",
    version: "0",
    summary: "",
    verbs: [verb],
    examples: [],
  };
  const asked = await ask([verb.name, ...words], tree);
  return asked.kind === "run" ? asked.values : undefined;
}

Deno.test("what it understands, it understands as the whole parser does", async () => {
  const lines = [
    [],
    ["--strict"],
    ["--shell", "fish"],
    ["--shell=zsh", "--strict", "--home", "/x y"],
    ["--home=/a=b"],
    ["--format", "claude-code", "--home", "/x", "--home", "/y"],
  ];
  for (const words of lines) {
    deepEqual(quickParse(HOOK, words), await wholly(HOOK, words));
  }
});

Deno.test("of a verifier it understands what it checks, and by which key", async () => {
  const lines = [
    ["7.json"],
    ["7.json", "--pubkey", "log+1a2b3c4d+AQ=="],
    ["--pubkey=log.vkey", "a b.json", "--json"],
    ["--max-age", "24h", "7.json", "--attest", "--policy", "p"],
    ["7.json", "--pubkey", "-----BEGIN"],
    ["", "--pubkey", ""],
  ];
  for (const words of lines) {
    const read = quickParse(VERIFIER, words);
    if (read) deepEqual(read, await wholly(VERIFIER, words), `${words}`);
  }
  deepEqual(lines.map((words) => quickParse(VERIFIER, words) !== undefined), [
    ...[true, true, true, true, false, true],
  ]);
});

Deno.test("of a verifier it leaves alone what may be meant in two ways", () => {
  const unclear = [
    [],
    ["7.json", "8.json"],
    ["7.json", "--seen", "a", "b"],
    ["7.json", "--seen", "a"],
    ["-"],
    ["7.json", "--", "--json"],
    ["7.json", "--maxAge", "24h"],
    ["7.json", "--pubkey"],
    ["7.json", "--json=yes"],
    ["7.json", "-j"],
  ];
  for (const words of unclear) {
    equal(quickParse(VERIFIER, words), undefined, `${words}`);
  }
});

Deno.test("a verb whose argument may be left out is left to the whole parser", () => {
  equal(quickParse(verbCalled("verify-chain"), ["audit"]), undefined);
  equal(quickParse(verbCalled("scan"), ["."]), undefined);
});

Deno.test("whatever leaves room for doubt is left to the whole parser", () => {
  const unclear = [
    ["--help"],
    ["-h"],
    ["extra"],
    ["--shell"],
    ["--shell", "tcsh"],
    ["--shell", "--strict"],
    ["--strict=yes"],
    ["--stric"],
    ["--__proto__"],
    ["--", "--strict"],
    ["--debug"],
  ];
  for (const words of unclear) {
    equal(quickParse(HOOK, words), undefined, `${words}`);
  }
});
