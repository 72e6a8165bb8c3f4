import { type Config, environment, homeAt, readConfig } from "../../ops/mod.ts";
import { placeOf } from "../../proxy/mod.ts";
import { detectShell } from "../detect_shell.ts";
import {
  agentStates,
  areRight,
  type Diagnosis,
  fixesOf,
  installedRuntimes,
  type RuntimeState,
} from "../doctor/diagnosis.ts";
import { shakeHands } from "../doctor/shake_hands.ts";
import { tellDiagnosis } from "../doctor/tell_diagnosis.ts";
import { statesOf, type Wanted } from "../doctor/variables.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { commandLine, pasteLine } from "../paste_line.ts";
import { quoted } from "../quoted.ts";
import { type Live, liveIn } from "../running.ts";

/** Says of each agent and runtime here whether it goes through the proxy, and what to do if not. */
export default async function doctor(
  { home, json }: { readonly home: string | undefined; readonly json: boolean },
  io: Io,
): Promise<Exit> {
  const dir = homeDir(home, io);
  const live = await liveIn(dir, io);
  const config = await readConfig(homeAt(dir)).catch(() => null);
  const protectedHosts = hostsOf(config);
  const proxyPort = live?.proxyPort ?? config?.proxy_port ?? USUAL_PORT;
  const values = environment({ home: homeAt(dir), proxyPort, env: io.env });
  const wanted: Wanted = { values, env: io.env, protectedHosts };
  const host = protectedHosts[0] ?? USUAL_HOST;
  const found = {
    agents: agentStates(io.started.which, wanted),
    runtimes: await runtimeStates(wanted, { host, live, io }),
  };
  const fixes = fixesOf(found, linesFor({ home, dir, live }, io));
  tell({ ...found, fixes }, { host, json, live, io });
  return fixes.length === 0 ? Exit.ok : Exit.refuted;
}

const USUAL_PORT = 8888;
const USUAL_HOST = "api.anthropic.com";

/** Protected names; one below it stands for a wildcard. */
function hostsOf(config: Config | null): readonly string[] {
  return (config?.hosts ?? []).filter(({ policy }) => policy === "protect")
    .map(({ name }) => placeOf(name).host.replace("*.", "any."));
}

/** One after the other: each starts a program. */
async function runtimeStates(
  wanted: Wanted,
  { host, live, io }: {
    readonly host: string;
    readonly live: Live | undefined;
    readonly io: Io;
  },
): Promise<readonly RuntimeState[]> {
  const states: RuntimeState[] = [];
  for (const { runtime, path } of installedRuntimes(io.started.which)) {
    const variables = statesOf(runtime.honours, wanted);
    const isRight = areRight(variables);
    states.push({
      name: runtime.name,
      path,
      variables,
      by: isRight ? "this shell" : "the fix",
      handshake: live === undefined ? null : await shakeHands(runtime, {
        host,
        env: isRight ? {} : { ...wanted.values, NO_PROXY: "", no_proxy: "" },
      }),
    });
  }
  return states;
}

/** The lines that mend, as they are to be typed here. */
function linesFor(
  { home, dir, live }: {
    readonly home: string | undefined;
    readonly dir: string;
    readonly live: Live | undefined;
  },
  io: Io,
) {
  const isUsual = home === undefined && !io.env("WATERWALL_HOME");
  const at = isUsual ? [] : ["--home", dir];
  const shell = detectShell(io);
  const words = commandLine(io.started);
  return {
    isRunning: live !== undefined,
    start: quoted(shell, [...words, "start", "--daemon", ...at]),
    paste: pasteLine(shell, [...words, "env", ...at]),
  };
}

function tell(
  diagnosis: Diagnosis,
  { host, json, live, io }: {
    readonly host: string;
    readonly json: boolean;
    readonly live: Live | undefined;
    readonly io: Io;
  },
) {
  if (!json) {
    for (const line of tellDiagnosis(diagnosis, { host })) io.print(line);
    return;
  }
  const ok = diagnosis.fixes.length === 0;
  const proxy = live === undefined ? null : live.proxyPort;
  io.print(JSON.stringify({ ok, proxy_port: proxy, host, ...diagnosis }));
}
