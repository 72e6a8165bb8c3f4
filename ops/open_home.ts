import { defaultConfig } from "./default_config.ts";
import { HomeError } from "./errors.ts";
import { type Home, homeAt } from "./home.ts";
import { defaultPolicy } from "./policy/default_policy.ts";

/**
 * The home folder, made if it is new, with a first configuration and policy.
 *
 * @throws {HomeError} `unusable`: it cannot be made, or is open to others.
 */
export async function openHome(dir: string): Promise<Home> {
  const home = homeAt(await makeFolder(dir));
  try {
    await writeFirst(home.config, defaultConfig());
    await writeFirst(home.policy, defaultPolicy());
  } catch (error) {
    throw unusable(dir, error);
  }
  return home;
}

/** Writes a file unless one is there. */
async function writeFirst(path: string, text: string): Promise<void> {
  try {
    await Deno.writeTextFile(path, text, { createNew: true, mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
}

/** Makes a folder that only its owner can enter; returns its real path. */
async function makeFolder(dir: string): Promise<string> {
  try {
    await Deno.mkdir(dir, { recursive: true, mode: 0o700 });
    if (Deno.build.os !== "windows") await Deno.chmod(dir, 0o700);
    return await Deno.realPath(dir);
  } catch (error) {
    throw unusable(dir, error);
  }
}

function unusable(dir: string, cause: unknown): HomeError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new HomeError("unusable", `Cannot use ${dir} as home folder: ${why}`, {
    hint: "Choose a folder that you can write, by WATERWALL_HOME or --home",
    cause,
  });
}
