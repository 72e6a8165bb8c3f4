import { CliError } from "../errors.ts";

/** A program to run in the foreground. */
export interface Launch {
  /** Its name or path, and its arguments. */
  readonly command: readonly string[];
  /** Variables beside those of this process. */
  readonly env: Readonly<Record<string, string>>;
}

/** A terminal sends these to the whole group of processes, the program included. */
const OF_TERMINAL: readonly Deno.Signal[] = ["SIGINT", "SIGQUIT"];
const OF_OTHERS: readonly Deno.Signal[] = [
  "SIGTERM",
  "SIGHUP",
  "SIGUSR1",
  "SIGUSR2",
];

/**
 * Runs a program on this process's terminal and files, passes signals on, and
 * resolves with its exit status: 128 and the signal's number if one ended it.
 *
 * @throws {CliError} It cannot be started.
 */
export async function launch({ command, env }: Launch): Promise<number> {
  const [program, ...args] = command;
  // Before it begins: a signal in between would end this process alone.
  const pending: Deno.Signal[] = [];
  let pass: (signal: Deno.Signal) => void = (signal) => pending.push(signal);
  const end = listen((signal) => pass(signal));
  try {
    const child = spawn(program!, { args, env });
    pass = (signal) => kill(child, signal);
    pending.forEach(pass);
    return (await child.status).code;
  } finally {
    end();
  }
}

/** Whether a program can be found, before anything is begun for it. */
export async function mustBeThere(program: string): Promise<void> {
  if (/[/\\]/.test(program) || Deno.build.os === "windows") return;
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  for (const folder of folders) {
    const info = await Deno.stat(`${folder || "."}/${program}`)
      .catch(() => null);
    if (info?.isFile && (info.mode! & 0o111) !== 0) return;
  }
  throw notThere(program);
}

function spawn(
  program: string,
  options: Pick<Deno.CommandOptions, "args" | "env">,
): Deno.ChildProcess {
  try {
    return new Deno.Command(program, {
      ...options,
      stdin: "inherit",
      stdout: "inherit",
      stderr: "inherit",
    }).spawn();
  } catch (cause) {
    throw notThere(program, cause);
  }
}

function notThere(program: string, cause?: unknown): CliError {
  return new CliError(
    "unreadable",
    `Cannot run as a program: ${program}`,
    { hint: "Check the spelling, and that it is on PATH.", cause },
  );
}

function kill(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch {
    // It has just ended.
  }
}

/** Has signals handed to `pass` that the program does not get by itself; returns the end of it. */
function listen(pass: (signal: Deno.Signal) => void): () => void {
  const isSeen = [Deno.stdin, Deno.stdout, Deno.stderr]
    .some((stream) => stream.isTerminal());
  const known = Deno.build.os === "windows"
    ? OF_TERMINAL.slice(0, 1)
    : [...OF_TERMINAL, ...OF_OTHERS];
  const handlers = known.map((signal) =>
    [signal, () => {
      if (!isSeen || !OF_TERMINAL.includes(signal)) pass(signal);
    }] as const
  );
  for (const [signal, run] of handlers) Deno.addSignalListener(signal, run);
  return () => {
    for (const [signal, run] of handlers) {
      Deno.removeSignalListener(signal, run);
    }
  };
}
