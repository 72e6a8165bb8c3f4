import { equal, match } from "node:assert/strict";
import { cliPage } from "../../../cli/reference/cli_page.ts";
import { manPage } from "../../../cli/reference/man_page.ts";
import { withSettings } from "../../../cli/reference/settings_table.ts";
import { VERBS } from "../../../cli/tree.ts";
import { VERSION } from "../../../cli/version.ts";
import { has, inTempDir, run } from "../support/run.ts";
import { waterwall } from "./waterwall.ts";

const DOCS = new URL("../../../docs/", import.meta.url).pathname;
const page = (name: string) => Deno.readTextFile(DOCS + name);
const STALE = "It is stale: run `deno task docs`";

Deno.test("the page on the command line is the one that the verbs make", () =>
  inTempDir(async (dir) => {
    const made = `${dir}/cli.md`;
    await Deno.writeTextFile(made, cliPage(VERBS));
    await run(Deno.execPath(), ["fmt", "--quiet", made]);
    equal(await page("cli.md"), await Deno.readTextFile(made), STALE);
  }));

Deno.test("the manual page is the one that the verbs make", async () => {
  equal(await page("waterwall.1"), manPage(VERBS, VERSION), STALE);
});

Deno.test("the table of settings is the one that the schema makes", async () => {
  const text = await page("configuration.md");
  equal(text, withSettings(text), STALE);
});

Deno.test("`waterwall man` prints the manual page", async () => {
  const { code, stdout } = await waterwall(["man"]);
  equal(code, 0);
  equal(stdout, await page("waterwall.1"));
});

Deno.test({
  name: "groff finds nothing wrong with the manual page",
  ignore: !await has("groff"),
  fn: async () => {
    const file = `${DOCS}waterwall.1`;
    const args = ["-man", "-Tascii", "-ww", "-z", file];
    const { code, stderr } = await run("groff", args);
    equal(code, 0);
    equal(stderr, "");
  },
});

Deno.test("a shell is given a script, and its questions are answered", async () => {
  const script = await waterwall(["complete", "zsh"]);
  match(script.stdout, /^#compdef waterwall/);
  const asked = await waterwall(["complete", "--", "killswitch", ""]);
  match(asked.stdout, /^arm\t.*\nclear\t.*\nstatus\t.*\n:4\n$/);
  const option = await waterwall(["complete", "--", "stop", "--ho"]);
  match(option.stdout, /^--home\t/);
});

for (
  const [shell, check] of [
    ["bash", "-n"],
    ["zsh", "-n"],
    ["fish", "--no-execute"],
  ] as const
) {
  Deno.test({
    name: `${shell} can read its script`,
    ignore: !await has(shell),
    fn: () =>
      inTempDir(async (dir) => {
        const { stdout } = await waterwall(["complete", shell]);
        await Deno.writeTextFile(`${dir}/script`, stdout);
        const { code, stderr } = await run(shell, [check, `${dir}/script`]);
        equal(code, 0, stderr);
      }),
  });
}

Deno.test({
  name: "bash completes a verb by the script",
  ignore: !await has("bash"),
  fn: () =>
    inTempDir(async (dir) => {
      const { stdout } = await waterwall(["complete", "bash"]);
      const executable = /requestComp="(.*) complete --/.exec(stdout)![1]!;
      const answer = `printf 'killswitch\\tstops\\n:4\\n'`;
      await Deno.writeTextFile(`${dir}/w`, `#!/bin/sh\n${answer}\n`, {
        mode: 0o755,
      });
      const words = "cur=kills; words=(waterwall kills); cword=1";
      const test = [
        stdout.replaceAll(executable, `${dir}/w`),
        // What the package bash-completion brings.
        `_get_comp_words_by_ref() { ${words}; }`,
        "__ltrim_colon_completions() { :; }",
        "compopt() { :; }",
        '__waterwall_complete; echo "${COMPREPLY[0]}"',
      ].join("\n");
      const ran = await run("bash", ["-c", test]);
      match(ran.stdout, /^killswitch/, ran.stderr);
    }),
});
