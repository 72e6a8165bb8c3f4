import { CliError } from "./errors.ts";
import { OutputClosed } from "./io.ts";

/** How a command ended. */
export interface Performed {
  readonly code: number;
  /** What it said, both ways. */
  readonly said: string;
}

/** What verbs do to the system that they run on. */
export interface Perform {
  /** Runs a command to its end, with this process's terminal for questions. */
  readonly run: (words: readonly string[]) => Promise<Performed>;
  /** Writes a file for its owner alone, and the folders above it. */
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
  /** Takes a file away; `false` if there was none. */
  readonly remove: (path: string) => Promise<boolean>;
  readonly isThere: (path: string) => boolean;
  /** Asks the person at the terminal; `null` if nobody is there. */
  readonly ask: (question: string) => boolean | null;
  readonly isRoot: () => boolean;
}

/** The real system. */
export const perform: Perform = {
  run,
  write: async (path, bytes) => {
    const folder = path.replace(/[/\\][^/\\]*$/, "");
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeFile(path, bytes, { mode: 0o600 });
  },
  remove: (path) =>
    Deno.remove(path).then(() => true, (error) => {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }),
  isThere: (path) => {
    try {
      Deno.lstatSync(path);
      return true;
    } catch {
      return false;
    }
  },
  ask: (question) => {
    if (!Deno.stdin.isTerminal()) return null;
    return /^y(es)?$/i.test(prompt(`${question} [y/N]`) ?? "");
  },
  isRoot: () => Deno.build.os !== "windows" && Deno.uid() === 0,
};

async function run([program, ...args]: readonly string[]): Promise<Performed> {
  try {
    const { code, stdout, stderr } = await new Deno.Command(program!, {
      args,
      stdin: "inherit",
      stdout: "piped",
      stderr: "piped",
    }).output();
    const said = [stdout, stderr].map((it) => new TextDecoder().decode(it));
    return { code, said: said.join("").trim() };
  } catch (cause) {
    if (cause instanceof OutputClosed) throw cause;
    throw new CliError("unreadable", `Cannot run ${program} as a command`, {
      hint: "Install it, or do it by hand: --dry-run says what.",
      cause,
    });
  }
}
