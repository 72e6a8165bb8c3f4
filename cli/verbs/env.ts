import {
  environmentFor,
  homeAt,
  readConfig,
  type Shell,
} from "../../ops/mod.ts";
import { detectShell } from "../detect_shell.ts";
import { CliError } from "../errors.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { liveIn } from "../running.ts";

/** Prints what a shell evaluates so that agents use the proxy and trust its CA. */
export default async function env(
  { home, shell }: {
    readonly home: string | undefined;
    readonly shell: Shell | undefined;
  },
  io: Io,
): Promise<Exit> {
  const place = homeAt(homeDir(home, io));
  await mustBeSetUp(place.caCert, io);
  const live = await liveIn(place.dir, io);
  if (live === undefined) {
    io.complain(
      `warning: no proxy answers for ${place.dir}; until one does, requests fail`,
    );
  }
  const proxyPort = live?.proxyPort ?? (await readConfig(place)).proxy_port;
  const options = { home: place, proxyPort, env: io.env };
  io.print(environmentFor(shell ?? detectShell(io), options).trimEnd());
  return Exit.ok;
}

async function mustBeSetUp(caCert: string, io: Io) {
  try {
    await io.kindOf(caCert);
  } catch (cause) {
    throw new CliError(
      "not_running",
      `Cannot say how to trust the proxy as it was never started: ${caCert}`,
      {
        hint: "Run `waterwall start` first, or name its folder by --home.",
        cause,
      },
    );
  }
}
