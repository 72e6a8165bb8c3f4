import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import type { Home } from "./home.ts";
import { openHome } from "./open_home.ts";
import { readIfThere } from "./text_file.ts";
import { comesTrue } from "./process.ts";
import { readRunning } from "./running.ts";

/** How an instance is started that outlives who starts it. */
export interface DaemonOptions {
  readonly home: string;
  /** What is run to its end first, if anything. */
  readonly before: readonly string[] | null;
  /** The program and its arguments, which the home is added to. */
  readonly words: readonly string[];
  /** Variables beside those of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether the instance answers at this admin port. */
  readonly answers: (adminPort: number) => Promise<boolean>;
  readonly limitMs: number;
}

/** What became of it. */
export type Daemon =
  | { readonly kind: "up"; readonly pid: number; readonly said: string }
  | { readonly kind: "ended"; readonly status: number; readonly said: string }
  /** It neither answers nor ends; it was ended. */
  | { readonly kind: "silent" };

/**
 * Starts an instance in a session of its own, and waits until it answers and
 * has said so.
 *
 * Its first words go to files in the home, so that it needs nobody to read
 * them; what it says later is in its log.
 */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const home = await openHome(options.home);
  await Deno.mkdir(home.logs, { recursive: true, mode: 0o700 });
  const out = `${home.logs}/start.out`;
  const err = `${home.logs}/start.err`;
  if (options.before !== null) await runFirst(options.before);
  const words = [...options.words, "--home", home.dir];
  const child = spawned({ ...options, words }, [out, err]);
  let ended: number | null = null;
  child.once("exit", (status) => ended = status ?? 1);
  child.once("error", () => ended = 1);
  const isUp = async () =>
    ended !== null ||
    await answersAs(child.pid, home, options) && await textOf(out) !== "";
  const settled = await comesTrue(isUp, options.limitMs);
  if (ended !== null) {
    return { kind: "ended", status: ended, said: await textOf(err) };
  }
  if (!settled) {
    child.kill("SIGTERM");
    return { kind: "silent" };
  }
  return { kind: "up", pid: child.pid!, said: await textOf(out) };
}

async function runFirst(
  [program, ...args]: readonly string[],
): Promise<void> {
  await new Deno.Command(program!, {
    args,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).output();
}

function spawned(
  { words: [program, ...args], env }: DaemonOptions,
  [out, err]: readonly [string, string],
): ChildProcess {
  const files = [out, err].map((path) => openSync(path, "w", 0o600));
  const child = spawn(program!, args, {
    detached: true,
    windowsHide: true,
    cwd: Deno.build.os === "windows" ? undefined : "/",
    env: { ...Deno.env.toObject(), ...env },
    stdio: ["ignore", ...files],
  });
  for (const file of files) closeSync(file);
  child.unref();
  return child;
}

async function answersAs(
  pid: number | undefined,
  home: Home,
  { answers }: DaemonOptions,
): Promise<boolean> {
  const running = await readRunning(home);
  return running !== null && running.pid === pid &&
    await answers(running.adminPort);
}

async function textOf(path: string): Promise<string> {
  return (await readIfThere(path).catch(() => null) ?? "").trimEnd();
}
