import { CliError } from "./errors.ts";
import { perform } from "./perform.ts";

/**
 * Runs commands one after the other.
 *
 * @throws {CliError} One failed: what it said is in the message.
 */
export async function performAll(
  commands: readonly (readonly string[])[],
): Promise<void> {
  for (const words of commands) {
    const { code, said } = await perform.run(words);
    if (code === 0) continue;
    const why = said === "" ? `it ended with ${code}` : said.split("\n").at(-1);
    throw new CliError("unreadable", `Cannot run ${shown(words)}: ${why}`, {
      hint: "Do it by hand: --dry-run says what.",
    });
  }
}

/** A command as a person would type it. */
export function shown(words: readonly string[]): string {
  return words.map((word) =>
    /^[\w@%+=:,./\\-]+$/.test(word)
      ? word
      : `'${word.replaceAll("'", "'\\''")}'`
  ).join(" ");
}
