import { ConfigError } from "./errors.ts";

/**
 * Refuses the text of a file that is empty, which would mean every default: to
 * an instance that runs it means that somebody has just begun to write it.
 *
 * @throws {ConfigError} `unreadable`.
 */
export function mustBeWritten(path: string, text: string | null): void {
  if (text !== "") return;
  throw new ConfigError("unreadable", `Cannot use ${path}: it is empty`, {
    hint: "Write a setting or a comment; a comment alone means all defaults",
  });
}
