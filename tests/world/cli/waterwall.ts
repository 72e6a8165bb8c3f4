import { fileURLToPath } from "node:url";
import config from "../../../deno.json" with { type: "json" };
import { type Ran, run, type RunOptions } from "../support/run.ts";

const MAIN = fileURLToPath(new URL("../../../main.ts", import.meta.url));
/** Keep the heaps small: the flags and the variable with which people run it. */
const V8_FLAGS = /--v8-flags=\S+/.exec(config.tasks.waterwall)![0];
const [, NAME, VALUE] = /(\w+)=(\d+) deno/.exec(config.tasks.waterwall)!;
const ENV = { [NAME!]: VALUE! };
const ARGS = ["run", "--no-prompt", "-A", V8_FLAGS, MAIN];

/** The words that start the program from this checkout, in whatever folder. */
export const WATERWALL: readonly string[] = [Deno.execPath(), ...ARGS];

/** The program as a person would start it, left to run. */
export function spawnWaterwall(
  args: readonly string[],
  { cwd, env }: Omit<RunOptions, "stdin"> = {},
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [...ARGS, ...args],
    ...(cwd ? { cwd } : {}),
    env: { ...ENV, ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** The program run to its end. */
export function waterwall(
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  return run(Deno.execPath(), [...ARGS, ...args], options);
}
