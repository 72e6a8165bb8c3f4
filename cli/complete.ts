// deno-lint-ignore-file no-console -- the library prints; that is caught
import { RootCommand } from "@bomb.sh/tab";
import { dashed } from "./dashed.ts";
import type { AnyVerb } from "./verb.ts";

/** Shells whose completion scripts can be printed. */
export const COMPLETING_SHELLS = ["bash", "zsh", "fish", "powershell"] as const;
export type CompletingShell = typeof COMPLETING_SHELLS[number];

/** Asks the shell to complete the name of a file, where nothing else fits. */
const FILES = ":0";

/**
 * The script that a shell reads to complete command lines of `name`, by asking
 * `executable`. This is the one file that knows the completion library.
 */
export function completionScript(
  shell: CompletingShell,
  { name, executable }: { readonly name: string; readonly executable: string },
): string {
  return heard(() => new RootCommand().setup(name, executable, shell));
}

/**
 * What may stand at the end of a command line, in the form that the scripts
 * read: a value, a tab and what it is for on each line; last, a directive.
 *
 * @param words What was typed after the program's name, the last one whole or
 * begun; `""` if nothing of it was typed.
 */
export function completions(
  words: readonly string[],
  verbs: readonly AnyVerb[],
): string {
  const root = new RootCommand();
  for (const verb of verbs) addVerb(root, verb);
  const said = heard(() => root.parse(words.length ? [...words] : [""]));
  return said.startsWith(":") ? FILES : said;
}

function addVerb(root: RootCommand, verb: AnyVerb): void {
  const command = root.command(verb.name, verb.summary);
  for (
    const [name, { help, metavar, letter }] of Object.entries(verb.options)
  ) {
    const choices = choicesOf(metavar);
    if (metavar === undefined) command.option(dashed(name), help, letter);
    else command.option(dashed(name), help, offer(choices, help), letter);
  }
  for (
    const [name, { metavar, help, takes }] of Object.entries(verb.arguments)
  ) {
    command.argument(name, offer(choicesOf(metavar), help), takes === "any");
  }
}

/** The words of `arm|clear|status`; none of `FILE|VKEY`, whose words stand for others. */
function choicesOf(metavar: string | undefined): readonly string[] {
  const words = metavar?.split("|") ?? [];
  return words.every((word) => /^[a-z][a-z-]*$/.test(word)) ? words : [];
}

type Complete = (value: string, description: string) => void;

function offer(choices: readonly string[], help: string) {
  return (complete: Complete) => {
    for (const choice of choices) complete(choice, help);
  };
}

/** What the library would print. */
function heard(speak: () => void): string {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => void lines.push(line);
  try {
    speak();
  } finally {
    console.log = log;
  }
  return lines.join("\n");
}
