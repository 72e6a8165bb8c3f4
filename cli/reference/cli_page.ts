import type { AnyVerb } from "../verb.ts";
import { EXIT_TABLE } from "./exit_table.ts";
import { markdownTable } from "./settings_table.ts";
import { argumentForm, grouped, optionForm, usage } from "./usage.ts";

/** The reference of all verbs as a page in Markdown. */
export function cliPage(verbs: readonly AnyVerb[]): string {
  const parts = [...grouped(verbs)].flatMap(([group, all]) => [
    `## ${group}`,
    ...all.flatMap(section),
  ]);
  return [
    "# Command line",
    "<!-- Made from the verbs themselves by `deno task docs`. -->",
    "`waterwall VERB --help` says the same. `--debug`, with any verb, shows " +
    "where an error came from.",
    ...parts,
    "## Exit status",
    markdownTable([
      ["status", "what it says"],
      ...EXIT_TABLE.map(([status, says]) => [`${status}`, says]),
    ]),
  ].join("\n\n") + "\n";
}

function section(verb: AnyVerb): readonly string[] {
  const rows = [
    ...Object.values(verb.arguments)
      .map((it) => [cell(argumentForm(it)), plain(it.help)]),
    ...Object.entries(verb.options)
      .map(([name, it]) => [cell(optionForm(name, it)), plain(it.help)]),
  ];
  const width = Math.max(...verb.examples.map(({ line }) => line.length));
  const examples = verb.examples
    .map(({ line, purpose }) => `${line.padEnd(width)}  # ${purpose}`);
  return [
    `### ${verb.name}`,
    `${verb.summary}.`,
    ["```sh", usage(verb), "```"].join("\n"),
    ...rows.length === 0 ? [] : [markdownTable([["option", ""], ...rows])],
    ["```sh", ...examples, "```"].join("\n"),
  ];
}

function cell(code: string): string {
  return `\`${code.replaceAll("|", "\\|")}\``;
}

function plain(help: string): string {
  return help.replaceAll("|", "\\|").replaceAll("<", "\\<");
}
