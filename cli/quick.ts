import { type Io, OutputClosed, processIo } from "./io.ts";
import { Exit } from "./exit.ts";
import { quickParse } from "./quick_parse.ts";
import { PRE_LAUNCH_HOOK } from "./shell_verbs.ts";

/**
 * Runs what every new shell waits for, with a fraction of the program loaded.
 *
 * @returns The exit status, or `undefined` when the whole program is needed:
 * for any other verb, and to explain what is wrong.
 */
export async function quick(
  argv: readonly string[],
  io: Io = processIo,
): Promise<number | undefined> {
  const [name, ...words] = argv;
  if (name !== PRE_LAUNCH_HOOK.name) return undefined;
  const values = quickParse(PRE_LAUNCH_HOOK, words);
  if (values === undefined || values.install || values.uninstall) {
    return undefined;
  }
  try {
    const { default: run } = await PRE_LAUNCH_HOOK.load();
    return await run(values, io);
  } catch (error) {
    return error instanceof OutputClosed ? Exit.closed : undefined;
  }
}
