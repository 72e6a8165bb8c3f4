import { deepEqual, equal, match, ok } from "node:assert/strict";
import { cliPage } from "../../../cli/reference/cli_page.ts";
import { manPage } from "../../../cli/reference/man_page.ts";
import {
  markdownTable,
  settingsTable,
  withSettings,
} from "../../../cli/reference/settings_table.ts";
import {
  argumentForm,
  grouped,
  optionForm,
  usage,
} from "../../../cli/reference/usage.ts";
import { flag, one, text } from "../../../cli/parameter.ts";
import { VERBS } from "../../../cli/tree.ts";
import { type AnyVerb, verb } from "../../../cli/verb.ts";
import { SETTINGS } from "../../../ops/settings.ts";

const odd: AnyVerb = verb({
  name: "do-it",
  summary: 'Do \\it with "quotes"',
  group: "Odd",
  arguments: { what: one("A|B", "'quoted' first, and a | in it") },
  options: {
    dryRun: flag(".begins with a point"),
    output: { ...text("FILE", "where"), letter: "o" },
  },
  examples: [{ line: "waterwall do-it x", purpose: "does it" }],
  load: () => Promise.resolve({ default: () => 0 as const }),
});

Deno.test("options and arguments are shown as they are typed", () => {
  equal(optionForm("dryRun", odd.options.dryRun!), "--dry-run");
  equal(optionForm("output", odd.options.output!), "-o, --output FILE");
  equal(argumentForm(odd.arguments.what!), "<A|B>");
  equal(usage(odd), "waterwall do-it [options] <A|B>");
});

Deno.test("the manual page has every verb, option and argument", () => {
  const page = manPage(VERBS, "1.2.3");
  for (const { name, options } of VERBS) {
    ok(page.includes(`waterwall ${name.replaceAll("-", "\\-")}`), name);
    for (const [option, how] of Object.entries(options)) {
      ok(page.includes(optionForm(option, how).replaceAll("-", "\\-")), option);
    }
  }
  match(page, /^\.TH WATERWALL 1 "" "Waterwall 1\.2\.3"/);
});

Deno.test("nothing in a help text is taken for a request of roff", () => {
  const lines = manPage([odd], "1").split("\n");
  const requests = lines.filter((line) => /^[.']/.test(line))
    .map((line) => line.split(" ")[0]);
  deepEqual([...new Set(requests)].sort(), [
    ".B",
    ".PP",
    ".SH",
    ".SS",
    ".TH",
    ".TP",
  ]);
  ok(lines.includes("\\&.begins with a point"));
  ok(lines.includes("\\&'quoted' first, and a | in it"));
  ok(lines.includes('Do \\eit with "quotes".'));
});

Deno.test("the page on the command line has every verb under its group", () => {
  const page = cliPage(VERBS);
  for (const [group, verbs] of grouped(VERBS)) {
    const part = page.split(`\n## ${group}\n`)[1]!.split("\n## ")[0]!;
    for (const { name, summary } of verbs) {
      ok(part.includes(`\n### ${name}\n\n${summary}.\n`), name);
    }
  }
});

Deno.test("a bar in a table's cell ends no cell", () => {
  match(
    cliPage([odd]),
    /\| `<A\\\|B>` +\| 'quoted' first, and a \\\| in it +\|/,
  );
});

Deno.test("a table's columns line up", () => {
  equal(
    markdownTable([["a", "bb"], ["cccc", "d"]]),
    "| a    | bb  |\n| ---- | --- |\n| cccc | d   |",
  );
});

Deno.test("the table of settings stands between its marks, and only there", () => {
  const page = "# A\n\n<!-- settings: x -->\n\nold\n\n" +
    "<!-- end of settings -->\n\nB $1\n";
  const made = withSettings(page);
  ok(made.startsWith("# A\n\n<!-- settings: x -->\n\n| setting "));
  ok(made.endsWith("\n\n<!-- end of settings -->\n\nB $1\n"));
  equal(withSettings(made), made);
  for (const name of Object.keys(SETTINGS)) {
    ok(settingsTable().includes(`\`${name}\``), name);
  }
});
