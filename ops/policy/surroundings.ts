import type { Surroundings } from "./read_known.ts";

/** A credential file is never larger, in bytes. */
const MAX_BYTES = 1024 * 1024;
/** How long a program may take to say a value. */
const RUN_MS = 15_000;

/** The machine, as far as it is asked for its secrets. By main only. */
export const realSurroundings: Surroundings = {
  env: () => Deno.env.toObject(),
  get folder() {
    return Deno.cwd();
  },
  read: readSmall,
  list: listNames,
  run: runQuietly,
};

async function readSmall(path: string): Promise<string | null> {
  try {
    const { isFile, size } = await Deno.stat(path);
    return isFile && size <= MAX_BYTES ? await Deno.readTextFile(path) : null;
  } catch {
    return null;
  }
}

async function listNames(path: string): Promise<readonly string[]> {
  const names: string[] = [];
  try {
    for await (const { name } of Deno.readDir(path)) names.push(name);
  } catch { /* then there are none */ }
  return names.sort();
}

async function runQuietly(words: readonly string[]): Promise<string | null> {
  const [program, ...args] = words;
  if (program === undefined) return null;
  try {
    const { success, stdout } = await new Deno.Command(program, {
      args,
      stdin: "null",
      stderr: "null",
      signal: AbortSignal.timeout(RUN_MS),
    }).output();
    return success ? new TextDecoder().decode(stdout) : null;
  } catch {
    return null;
  }
}
