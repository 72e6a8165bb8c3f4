import { homeAt, readConfig, readRunning } from "../../ops/mod.ts";
import { type Ending, type Outcome, runDashboard } from "../../tui/mod.ts";
import { CliError } from "../errors.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { main } from "../program.ts";

const USUAL_PORT = 8889;

/** Shows what the running proxy does, until its reader leaves. */
export default async function dashboard(
  { home: given, background }: {
    readonly home: string | undefined;
    readonly background: "dark" | "light" | undefined;
  },
  io: Io,
): Promise<Exit> {
  if (!Deno.stdin.isTerminal() || !Deno.stdout.isTerminal()) {
    throw new CliError(
      "usage",
      "Cannot draw a dashboard as this is not a terminal",
      { hint: "Run it in one, or open http://127.0.0.1:8889/ in a browser" },
    );
  }
  const dir = homeDir(given, io);
  const home = homeAt(dir);
  const ending = await runDashboard({
    port: async () =>
      (await readRunning(home))?.adminPort ??
        await readConfig(home).then((config) => config.admin_port)
          .catch(() => USUAL_PORT),
    token: () =>
      Deno.readTextFile(home.adminToken).then((text) => text.trim())
        .catch(() => null),
    run: (words) => overheard([...words, "--home", dir], io),
    env: io.env,
    ...background && { background },
  });
  return ending === null ? Exit.ok : STATUSES[ending];
}

const STATUSES: Readonly<Record<Ending, Exit>> = {
  SIGHUP: Exit.hungUp,
  SIGINT: Exit.interrupted,
  SIGTERM: Exit.terminated,
};

/** Runs a verb in this process and keeps what it says. */
async function overheard(
  argv: readonly string[],
  io: Io,
): Promise<Outcome> {
  const lines: string[] = [];
  const keep = (text: string) => void lines.push(...text.split("\n"));
  const status = await main(argv, { ...io, print: keep, complain: keep });
  return { ok: status === 0, lines };
}
