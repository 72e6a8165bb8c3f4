import { startService } from "../../ops/mod.ts";
import { CliError } from "../errors.ts";
import type { Io } from "../io.ts";
import { liveIn } from "../running.ts";
import start from "../verbs/start.ts";
import { VERSION } from "../version.ts";

/** An instance that a command is to go through. */
export interface Instance {
  readonly proxyPort: number;
  /** Whether it protects requests and passes them on. */
  readonly healthy: boolean;
  /** Ends it, if it was started for this command alone. */
  readonly end: () => Promise<void>;
}

/** The instance of a home: the one that runs, else one that is started now and stays. */
export async function sharedInstance(dir: string, io: Io): Promise<Instance> {
  const live = await liveIn(dir, io) ?? await started(dir, io);
  const { proxyPort, healthy } = live;
  return { proxyPort, healthy, end: () => Promise.resolve() };
}

async function started(dir: string, io: Io) {
  const asked = { home: dir, proxyPort: undefined, adminPort: undefined };
  await start({ ...asked, daemon: true }, { ...io, print: () => {} });
  const live = await liveIn(dir, io);
  if (live) return live;
  throw new CliError("not_running", "Cannot run as no proxy could be started", {
    hint: "Run `waterwall start`, and see what it says.",
  });
}

/**
 * One that ends with the command, on ports that are free.
 *
 * @throws {CliError} An instance runs in this home already.
 */
export async function ephemeralInstance(
  dir: string,
  io: Io,
): Promise<Instance> {
  if (await liveIn(dir, io)) {
    throw new CliError(
      "usage",
      `Cannot start a proxy of its own as one runs already in ${dir}`,
      { hint: "Leave out --ephemeral, or name another folder by --home." },
    );
  }
  const service = await startService({
    home: dir,
    proxyPort: 0,
    adminPort: 0,
    tool: `waterwall/${VERSION} run`,
    signals: false,
    log: ({ level, text }) => {
      if (level !== "info") io.complain(`${level}: ${text}`);
    },
  });
  const url = `http://127.0.0.1:${service.adminPort}/healthz`;
  const { status } = await io.get(url) ?? {};
  return {
    proxyPort: service.proxyPort,
    healthy: status === 200,
    end: () => service.stop("the command ended"),
  };
}
