import { ConfigError } from "./errors.ts";
import { readIfThere } from "./open_home.ts";

/**
 * Refuses a file that is empty, which would mean every default: to an instance
 * that runs it means that somebody has just begun to write it.
 *
 * @throws {ConfigError} `unreadable`.
 */
export async function mustBeWritten(path: string): Promise<void> {
  if (await readIfThere(path).catch(() => null) !== "") return;
  throw new ConfigError("unreadable", `Cannot use ${path}: it is empty`, {
    hint: "Write a setting or a comment; a comment alone means all defaults",
  });
}
