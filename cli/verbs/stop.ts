import { homeAt, readConfig, untilGone } from "../../ops/mod.ts";
import { CliError } from "../errors.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { liveIn } from "../running.ts";
import { tellRunning } from "../tell_running.ts";

/** How much longer than its own limit an instance may take to end. */
const GRACE_MS = 20_000;

/** Ends the instance of a home, and returns when it is gone. */
export default async function stop(
  { home }: { readonly home: string | undefined },
  io: Io,
): Promise<Exit> {
  const dir = homeDir(home, io);
  const live = await liveIn(dir, io);
  if (live === undefined) {
    io.print(`offline: nothing runs in ${dir}`);
    return Exit.ok;
  }
  await tellRunning("stop", {}, { dir, io, live });
  const config = await readConfig(homeAt(dir)).catch(() => null);
  const drainMs = (config?.drain_timeout_seconds ?? 3_600) * 1000;
  if (!await untilGone(live.pid, drainMs + GRACE_MS)) {
    throw new CliError("not_running", `Cannot end process ${live.pid}`, {
      hint: "See `waterwall logs`; SIGKILL ends it and loses no record.",
    });
  }
  io.print(`Ended process ${live.pid}`);
  return Exit.ok;
}
