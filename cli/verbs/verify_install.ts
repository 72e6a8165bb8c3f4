import { type CanaryState, check, CHECKS, takeSurvey } from "../../ops/mod.ts";
import { CliError } from "../errors.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { makeCanaries } from "../prove/canaries.ts";
import { wholeProxy } from "../prove/whole_proxy.ts";
import { liveIn } from "../running.ts";
import { liveCanary } from "../verify/live_canary.ts";
import { ownCanary } from "../verify/own_canary.ts";
import { tellChecks } from "../verify/tell_checks.ts";

/** Asks everything that must be so for requests to be protected. */
export default async function verifyInstall(
  values: {
    readonly home: string | undefined;
    readonly runtime: boolean;
    readonly json: boolean;
  },
  io: Io,
  startProxy = wholeProxy,
): Promise<Exit> {
  const { runtime, json } = values;
  const dir = homeDir(values.home, io);
  const live = await liveIn(dir, io);
  const samples = makeCanaries((bytes) => crypto.getRandomValues(bytes));
  const canary = (): Promise<CanaryState> => {
    if (!runtime) return ownCanary(startProxy);
    if (live) return liveCanary(samples[0]!, { dir, io, live });
    throw new CliError("not_running", `no proxy answers for ${dir}`);
  };
  const survey = await takeSurvey(dir, {
    env: io.env,
    samples,
    health: live?.health,
    canary,
  });
  const checks = check(survey, { checks: CHECKS, runtime });
  const ok = checks.every((one) => one.ok);
  if (json) io.print(JSON.stringify({ ok, home: dir, runtime, checks }));
  else for (const line of tellChecks(checks)) io.print(line);
  return ok ? Exit.ok : Exit.refuted;
}
