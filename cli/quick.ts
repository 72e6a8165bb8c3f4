import { confine } from "./confine.ts";
import { Exit } from "./exit.ts";
import { HOOK_OPTIONS, type HookValues } from "./hook/options.ts";
import { tellHook } from "./hook/tell_hook.ts";
import { type Io, OutputClosed, processIo } from "./io.ts";
import { quickParse } from "./quick_parse.ts";
import { VERIFIER_VERBS } from "./verifier_verbs.ts";
import { fullVersion } from "./version.ts";

/**
 * Runs what shells and scripts wait for many times a day, with a fraction of
 * the program loaded.
 *
 * @returns The exit status, or `undefined` when the whole program is needed:
 * for any other verb, and to explain what is wrong.
 */
export async function quick(
  argv: readonly string[],
  io: Io = processIo,
): Promise<number | undefined> {
  const [name = "", ...words] = argv;
  try {
    if (name === "pre-launch-hook") return await hook(words, io);
    if (isVersion(argv)) return version(io);
    return await verifier(name, words, io);
  } catch (error) {
    return error instanceof OutputClosed ? Exit.closed : undefined;
  }
}

function isVersion([word, ...more]: readonly string[]): boolean {
  return (word === "--version" || word === "-V") && more.length === 0;
}

function version(io: Io): number {
  io.print(fullVersion());
  return Exit.ok;
}

async function hook(
  words: readonly string[],
  io: Io,
): Promise<number | undefined> {
  const parameters = { options: HOOK_OPTIONS, arguments: {} };
  const values = quickParse(parameters, words) as HookValues | undefined;
  if (!values || values.install || values.uninstall) return undefined;
  return await tellHook(values, io);
}

async function verifier(
  name: string,
  words: readonly string[],
  io: Io,
): Promise<number | undefined> {
  const verb = VERIFIER_VERBS.find((verb) => verb.name === name);
  const values = verb && quickParse(verb, words);
  if (!verb?.confine || !values) return undefined;
  const confined = await verb.confine(values as never, io);
  return await confine({ ...confined, verb: name }, io);
}
