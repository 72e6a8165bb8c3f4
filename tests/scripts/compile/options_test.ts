import { deepEqual, equal, throws } from "node:assert/strict";
import { parseOptions, USAGE } from "../../../scripts/compile/options.ts";
import { fileNameOf, TARGETS } from "../../../scripts/compile/targets.ts";

Deno.test("without options this machine's binary goes to dist, in whatever form can be made", () => {
  deepEqual(parseOptions([]), {
    targets: [],
    format: undefined,
    out: "dist",
    key: undefined,
    keyName: "waterwall-release",
  });
});

Deno.test("an option's value stands behind it or behind an equals sign", () => {
  const spaced = ["--format", "portable", "--out", "a b", "--key", "k"];
  const joined = ["--format=portable", "--out=a b", "--key=k"];
  deepEqual(parseOptions(spaced), parseOptions(joined));
});

Deno.test("all stands for the five targets, and a target may be one of several", () => {
  equal(parseOptions(["--target", "all"]).targets.length, 5);
  const two = TARGETS.slice(1, 3).map(({ triple }) => triple);
  const { targets } = parseOptions(two.flatMap((it) => ["--target", it]));
  deepEqual(targets.map(({ triple }) => triple), two);
});

for (
  const words of [
    ["--target", "sparc-sun-solaris"],
    ["--format", "zip"],
    ["--fast", "yes"],
    ["--out"],
    ["dist"],
  ]
) {
  Deno.test(`compile refuses: ${words.join(" ")}`, () => {
    throws(() => parseOptions(words), { code: "usage" });
  });
}

Deno.test("the help names every target", () => {
  for (const { triple } of TARGETS) equal(USAGE.includes(triple), true);
});

Deno.test("a binary has its target's name only where one was asked for", () => {
  const names = TARGETS.map((target) => fileNameOf(target, true));
  equal(new Set(names).size, 5);
  equal(fileNameOf(TARGETS[0]!, false), "waterwall");
  deepEqual(names.filter((name) => name.endsWith(".exe")), [
    "waterwall-x86_64-pc-windows-msvc.exe",
  ]);
});
