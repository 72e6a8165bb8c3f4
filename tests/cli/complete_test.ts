// deno-lint-ignore-file no-console -- the library prints; that is caught
import { deepEqual, equal, match, ok } from "node:assert/strict";
import {
  COMPLETING_SHELLS,
  completions,
  completionScript,
} from "../../cli/complete.ts";
import { VERBS } from "../../cli/tree.ts";

/** The values that are offered, without what they are for. */
const offered = (...words: string[]) =>
  completions(words, VERBS).split("\n").slice(0, -1)
    .map((line) => line.split("\t")[0]);

const directive = (...words: string[]) =>
  completions(words, VERBS).split("\n").at(-1);

Deno.test("with nothing typed every verb is offered, with what it is for", () => {
  deepEqual(offered(""), VERBS.map(({ name }) => name));
  deepEqual(offered(), VERBS.map(({ name }) => name));
  match(completions([""], VERBS), /^stop\tEnd the running proxy/m);
});

Deno.test("what is begun is completed", () => {
  deepEqual(offered("kills"), ["killswitch"]);
  deepEqual(offered("killswitch", ""), ["arm", "clear", "status"]);
  deepEqual(offered("killswitch", "a"), ["arm"]);
});

for (const verb of VERBS) {
  Deno.test(`every option of ${verb.name} is offered`, () => {
    equal(
      offered(verb.name, "--").length,
      Object.keys(verb.options).length,
    );
  });
}

Deno.test("the values of an option that has few are offered", () => {
  deepEqual(offered("logs", "--level", ""), [
    "debug",
    "info",
    "warning",
    "alarm",
  ]);
  deepEqual(offered("env", "--shell", "f"), ["fish"]);
});

Deno.test("where nothing of ours fits, the shell completes files", () => {
  equal(directive("scan", ""), ":0");
  equal(directive("killswitch", ""), ":4");
});

for (const shell of COMPLETING_SHELLS) {
  Deno.test(`the script for ${shell} asks the program that printed it`, () => {
    const executable = "/opt/bin/waterwall";
    const script = completionScript(shell, { name: "waterwall", executable });
    ok(script.includes(`${executable} complete`), script);
    ok(script.includes("waterwall"));
  });
}

Deno.test("asking leaves the console as it was", () => {
  const before = console.log;
  completions(["x"], VERBS);
  equal(console.log, before);
});
