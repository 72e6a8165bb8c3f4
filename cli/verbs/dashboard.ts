import { homeAt, readConfig, readRunning } from "../../ops/mod.ts";
import {
  type Ending,
  hasTerminal,
  type Outcome,
  runDashboard,
} from "../../tui/mod.ts";
import { CliError } from "../errors.ts";
import { beginning } from "../evidence/evidence_file.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { main } from "../program.ts";

/** Of the admin server, where no configuration says another. */
const USUAL_PORT = 8889;

/** Shows what the running proxy does, until its reader leaves. */
export default async function dashboard(
  { home: given, background }: {
    readonly home: string | undefined;
    readonly background: "dark" | "light" | undefined;
  },
  io: Io,
): Promise<Exit> {
  if (!hasTerminal()) {
    throw new CliError(
      "usage",
      "Cannot draw a dashboard as this is not a terminal",
      {
        hint: `Run it in one, or open http://127.0.0.1:${USUAL_PORT}/ in a ` +
          "browser.",
      },
    );
  }
  const dir = homeDir(given, io);
  const ending = await runDashboard({
    port: () => portOf(dir),
    token: () => tokenOf(dir, io),
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

/** Where the admin server is, or would be. */
async function portOf(dir: string): Promise<number> {
  const home = homeAt(dir);
  const running = await readRunning(home);
  if (running !== null) return running.adminPort;
  const config = await readConfig(home).catch(() => null);
  return config?.admin_port || USUAL_PORT;
}

async function tokenOf(dir: string, io: Io): Promise<string | null> {
  const token = beginning(homeAt(dir).adminToken, { io, max: 256 });
  return await token.then(
    (bytes) => new TextDecoder().decode(bytes).trim(),
    () => null,
  );
}

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
