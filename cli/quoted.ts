import type { Shell } from "../ops/quick.ts";

const QUOTE: Readonly<Record<Shell, (word: string) => string>> = {
  sh: (word) => `'${word.replaceAll("'", "'\\''")}'`,
  fish: (word) => `'${word.replaceAll(/[\\']/g, "\\$&")}'`,
  powershell: (word) => `'${word.replaceAll("'", "''")}'`,
};

/** Words as one command line of a shell. */
export function quoted(shell: Shell, words: readonly string[]): string {
  return words.map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : QUOTE[shell](word)
  ).join(" ");
}
