import { deepEqual, equal, ok } from "node:assert/strict";
import { dirname, join } from "node:path/posix";
import manifest from "../../../deno.json" with { type: "json" };
import { VERBS } from "../../../cli/tree.ts";
import { wish } from "../../../ops/config.ts";
import { type Setting, SETTINGS } from "../../../ops/settings.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;
const PAGES = ["README.md", "SECURITY.md", "CHANGELOG.md"].concat(
  (await Array.fromAsync(Deno.readDir(`${ROOT}docs`)))
    .map(({ name }) => name).filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
);
const texts = new Map(
  await Promise.all(
    PAGES.map(async (page) =>
      [page, await Deno.readTextFile(ROOT + page)] as const
    ),
  ),
);

Deno.test("the README opens with the two commands, with the version that this runs on", () => {
  const [, first] = texts.get("README.md")!.split("```sh\n");
  const lines = first!.split("\n```")[0]!.split("\n");
  deepEqual(lines.map((line) => line.split("  ")[0]), [
    `npx -y deno@${Deno.version.deno} task start`,
    `npx -y deno@${Deno.version.deno} task test`,
  ]);
});

Deno.test("every task that a page names is there", () => {
  const named = [...texts.values()]
    .flatMap((text) => [...text.matchAll(/\btask ([a-z:]+)/g)])
    .map(([, task]) => task!);
  ok(named.length > 3);
  for (const task of named) ok(task in manifest.tasks, task);
});

Deno.test("every verb that a page shows is there, and every verb is shown", () => {
  const shown = (text: string) =>
    [...text.matchAll(/(?<!\w)waterwall ([a-z][a-z-]+)/g)]
      .map(([, verb]) => verb!);
  const verbs = VERBS.map(({ name }) => name);
  const all = [...texts.values()].flatMap(shown)
    .filter((word) => !["is", "and", "from", "in"].includes(word));
  for (const verb of all) ok(verbs.includes(verb), verb);
  deepEqual(verbs.filter((verb) => !all.includes(verb)), []);
});

Deno.test("every link within the project leads somewhere", async () => {
  for (const [page, text] of texts) {
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      ok(await Deno.stat(join(ROOT, dirname(page), target!)), target!);
    }
  }
});

Deno.test("the page on configuration has every setting, its default and its meaning", () => {
  const rows = texts.get("docs/configuration.md")!.split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()).slice(1, -1))
    .filter(([name]) => /^`[a-z_]+`$/.test(name ?? "") && name !== "`deny`");
  const documented = rows.filter((cells) => cells.length === 4);
  const settings = Object.entries(SETTINGS as Record<string, Setting>);
  deepEqual(
    documented,
    settings.map(([name, setting]) => [
      `\`${name}\``,
      `\`${JSON.stringify(setting.fallback)}\``,
      wish(setting),
      setting.doc + (setting.fixed ? " Read at the start only." : ""),
    ]),
  );
});

Deno.test("CI runs the README's test command", async () => {
  const ci = await Deno.readTextFile(`${ROOT}.ci/run`);
  const command = ci.trimEnd().split("\n").at(-1);
  equal(command, `npx -y deno@${Deno.version.deno} task test`);
});
