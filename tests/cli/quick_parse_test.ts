import { deepEqual, equal } from "node:assert/strict";
import { ask } from "../../cli/commander.ts";
import { quickParse } from "../../cli/quick_parse.ts";
import { PRE_LAUNCH_HOOK } from "../../cli/shell_verbs.ts";

const quickly = (...words: string[]) => quickParse(PRE_LAUNCH_HOOK, words);

async function wholly(...words: string[]) {
  const tree = {
    name: "waterwall",
    version: "0",
    summary: "",
    verbs: [PRE_LAUNCH_HOOK],
    examples: [],
  };
  const asked = await ask([PRE_LAUNCH_HOOK.name, ...words], tree);
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
    deepEqual(quickly(...words), await wholly(...words));
  }
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
  for (const words of unclear) equal(quickly(...words), undefined, `${words}`);
});
