import type { Shell } from "../ops/quick.ts";
import { quoted } from "./quoted.ts";

/** How this program was started. */
export interface Started {
  /** The runtime, or the program itself when it is one file. */
  readonly execPath: string;
  /** Folder of the sources; `undefined` when the program is one file. */
  readonly checkout: string | undefined;
  /** Version of the runtime. */
  readonly deno: string;
  /** Where a shell finds a program; `undefined` if it does not. */
  readonly which: (program: string) => string | undefined;
}

/**
 * The words that run this program again, in another terminal and from any
 * folder: what is on PATH there, not what a package runner put on ours.
 */
export function commandLine(
  { execPath, checkout, deno, which }: Started,
): readonly string[] {
  if (checkout === undefined) {
    return [which("waterwall") === execPath ? "waterwall" : execPath];
  }
  const runtime = which("deno") ? ["deno"] : ["npx", "-y", `deno@${deno}`];
  const config = ["--config", `${checkout}/deno.json`];
  return [...runtime, "task", "--quiet", ...config, "waterwall"];
}

/**
 * The same without what a task runner costs: for lines that stay in a profile,
 * where every new shell waits for them.
 */
export function quickCommandLine(
  { execPath, checkout, which }: Started,
): readonly string[] {
  const isPassing = /[/\\](_npx|node_modules)[/\\]/.test(execPath);
  if (checkout === undefined) return [execPath];
  const runtime = (isPassing ? which("deno") : undefined) ?? execPath;
  return [runtime, "run", "--no-prompt", "-A", `${checkout}/main.ts`];
}

const EVALUATE: Readonly<Record<Shell, (command: string) => string>> = {
  sh: (command) => `eval "$(${command})"`,
  fish: (command) => `${command} | source`,
  powershell: (command) => `& ${command} | Out-String | Invoke-Expression`,
};

/** The one line to paste, so that what is started in that shell uses the proxy. */
export function pasteLine(shell: Shell, words: readonly string[]): string {
  return EVALUATE[shell](quoted(shell, words));
}
