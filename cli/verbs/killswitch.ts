import type { Switch } from "../../audit/mod.ts";
import {
  armedAtStart,
  homeAt,
  readConfig,
  switchSentinel,
} from "../../ops/mod.ts";
import { CliError } from "../errors.ts";
import { outside } from "../evidence/outside.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { liveIn } from "../running.ts";
import { tellRunning } from "../tell_running.ts";

interface Asked {
  readonly what: string;
  readonly home: string | undefined;
  readonly json: boolean;
  readonly reason: string | undefined;
}

/** How a switch that this verb cannot move is moved. */
const MOVED_BY: Readonly<Record<Switch, string>> = {
  config: "set killswitch = false in config.toml",
  sigusr1: "send SIGUSR1 to the process once more",
  sentinel: "remove the file killswitch in the home folder",
  http: "POST /admin/killswitch",
};

/** How long a running instance may take to notice the file. */
const NOTICED_MS = 20_000;
const LOOK_MS = 20;

/**
 * Moves the kill switch: by the file, which holds after a restart, and at once
 * in the instance that runs.
 */
export default async function killswitch(
  { what, home, json, reason }: Asked,
  io: Io,
): Promise<Exit> {
  const dir = homeDir(home, io);
  switch (what) {
    case "arm":
    case "clear": {
      await switchSentinel(dir, what === "arm");
      const live = await liveIn(dir, io);
      const state = what === "arm" ? "armed" : "clear";
      const body = { state, ...reason === undefined ? {} : { reason } };
      if (live) await tellRunning("killswitch", body, { dir, io, live });
      const armed = await settled(dir, what === "arm", io);
      show(armed, { json, running: live !== undefined }, io);
      return (what === "arm") === armed.length > 0 ? Exit.ok : Exit.refuted;
    }
    case "status": {
      const running = await liveIn(dir, io) !== undefined;
      show(await armedIn(dir, io), { json, running }, io);
      return Exit.ok;
    }
    default:
      throw new CliError(
        "usage",
        `Cannot do that with the kill switch: ${what}`,
        { hint: "Use arm, clear or status." },
      );
  }
}

/** Which switches are armed, once the instance has seen the file. */
async function settled(
  dir: string,
  wanted: boolean,
  io: Io,
): Promise<readonly Switch[]> {
  const until = outside.nowMs() + NOTICED_MS;
  for (;;) {
    const armed = await armedIn(dir, io);
    const seen = armed.includes("sentinel") === wanted;
    if (seen || outside.nowMs() >= until) return armed;
    await outside.pause(LOOK_MS);
  }
}

/** By the instance's own word; without one, what the next start will find. */
async function armedIn(dir: string, io: Io): Promise<readonly Switch[]> {
  const live = await liveIn(dir, io);
  if (live) {
    const { killswitch_sources: armed = [] } = Object(live.health) as {
      readonly killswitch_sources?: readonly Switch[];
    };
    return armed;
  }
  const home = homeAt(dir);
  const config = await readConfig(home).catch(() => ({ killswitch: false }));
  return armedAtStart(home, config);
}

function show(
  armed: readonly Switch[],
  { json, running }: { readonly json: boolean; readonly running: boolean },
  io: Io,
) {
  const state = armed.length > 0 ? "armed" : "clear";
  if (json) {
    return io.print(
      JSON.stringify({ killswitch: state, sources: armed, running }),
    );
  }
  const by = armed.length > 0 ? `, by ${armed.join(" and ")}` : "";
  io.print(`${state}${by}${running ? "" : " (no instance runs)"}`);
  for (const source of armed) {
    io.print(`  ${source}: to clear it, ${MOVED_BY[source]}`);
  }
}
