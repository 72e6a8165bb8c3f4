import { Argument, Command, CommanderError, Option } from "commander";
import { dashed } from "./dashed.ts";
import type {
  Argument as OurArgument,
  Option as OurOption,
} from "./parameter.ts";
import { spread } from "./spread.ts";
import type { AnyVerb } from "./verb.ts";

/** A program: its verbs and what stands around them. */
export interface Tree {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly verbs: readonly AnyVerb[];
  /** What most people come for. */
  readonly examples: AnyVerb["examples"];
}

/** What a command line asks for. */
export type Asked =
  | {
    readonly kind: "run";
    readonly verb: AnyVerb;
    readonly values: Readonly<Record<string, unknown>>;
  }
  | { readonly kind: "show"; readonly text: string }
  | { readonly kind: "refuse"; readonly what: string; readonly hint: string };

/**
 * Reads a command line. The one file that knows the parsing library.
 *
 * Help and version come back as text to show; nothing is printed and nothing
 * ends the process. Errors thrown by a parameter's `parse` pass through.
 */
export async function ask(argv: readonly string[], tree: Tree): Promise<Asked> {
  const said: string[] = [];
  let asked: Asked | undefined;
  const program = programOf(tree, (verb, values) => {
    asked = { kind: "run", verb, values };
  }, (text) => said.push(text));
  try {
    const words = argv.length ? spread(argv, tree.verbs) : ["--help"];
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) return refusal(error, tree, argv);
  }
  return asked ?? { kind: "show", text: said.join("").trimEnd() };
}

type Chosen = (
  verb: AnyVerb,
  values: Readonly<Record<string, unknown>>,
) => void;

function programOf(tree: Tree, chosen: Chosen, say: (text: string) => void) {
  const program = new Command(tree.name)
    .description(tree.summary)
    .version(tree.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [verb]", "print the help of a verb")
    .configureOutput({ ...PLAIN, writeOut: say })
    .configureHelp({ showGlobalOptions: true })
    .option("--debug", "show where an error came from")
    .exitOverride();
  for (const verb of tree.verbs) addVerb(program, verb, chosen);
  program.addHelpText(
    "after",
    `\nExamples:\n${examples(tree.examples)}`,
  );
  return program;
}

/** The same on every terminal, and without asking the environment. */
const PLAIN = {
  writeErr: () => {},
  getOutHelpWidth: () => 80,
  getErrHelpWidth: () => 80,
  getOutHasColors: () => false,
  getErrHasColors: () => false,
};

function addVerb(program: Command, verb: AnyVerb, chosen: Chosen) {
  const command = program.command(verb.name)
    .summary(verb.summary)
    .description(`${verb.summary}.`)
    .helpGroup(`${verb.group}:`)
    .copyInheritedSettings(program)
    .addHelpText("after", `\nExamples:\n${examples(verb.examples)}`);
  for (const argument of Object.values(verb.arguments)) {
    command.addArgument(argumentOf(argument));
  }
  for (const [name, option] of Object.entries(verb.options)) {
    command.addOption(optionOf(name, option));
  }
  const names = Object.keys(verb.arguments);
  const absent = Object.entries(verb.options)
    .map(([name, { absent }]) => [name, absent]);
  command.action(() => {
    const given = command.processedArgs as readonly unknown[];
    const values = Object.fromEntries(names.map((n, i) => [n, given[i]]));
    chosen(verb, {
      ...values,
      ...Object.fromEntries(absent),
      ...command.opts(),
    });
  });
}

function argumentOf({ metavar, help, takes }: OurArgument<unknown>): Argument {
  if (takes === "one") return new Argument(`<${metavar}>`, help);
  if (takes === "optional") return new Argument(`[${metavar}]`, help);
  return new Argument(`[${metavar}...]`, help);
}

function optionOf(name: string, option: OurOption<unknown>): Option {
  const letter = option.letter === undefined ? "" : `-${option.letter}, `;
  if (option.metavar === undefined) {
    return new Option(`${letter}--${dashed(name)}`, option.help);
  }
  return new Option(
    `${letter}--${dashed(name)} <${option.metavar}>`,
    option.help,
  )
    .argParser((given, before) => option.parse(given, before ?? option.absent));
}

function examples(all: AnyVerb["examples"]): string {
  const width = Math.max(...all.map(({ line }) => line.length));
  return all.map(({ line, purpose }) => `  ${line.padEnd(width)}  ${purpose}`)
    .join("\n");
}

function refusal(
  { message }: CommanderError,
  tree: Tree,
  argv: readonly string[],
): Asked {
  const [what, ...more] = message.replace(/^error: /, "").split("\n");
  const verb = tree.verbs.find(({ name }) => argv.includes(name));
  const help = [tree.name, verb?.name, "--help"].filter(Boolean).join(" ");
  const meant = /Did you mean (.*)\?\)/.exec(more.join(" "))?.[1];
  return {
    kind: "refuse",
    what: `Cannot read the command line: ${what}`,
    hint: (meant ? `Did you mean ${meant}? ` : "") + `See "${help}".`,
  };
}
