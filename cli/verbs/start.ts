import { startService } from "../../ops/mod.ts";
import { detectShell } from "../detect_shell.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import { type Io, OutputClosed } from "../io.ts";
import { commandLine, pasteLine } from "../paste_line.ts";
import { summariseHosts } from "../summarise_hosts.ts";
import { VERSION } from "../version.ts";

/** Runs the proxy until it is told to end; the first time, makes all it needs. */
export default async function start(
  { home, proxyPort, adminPort }: {
    readonly home: string | undefined;
    readonly proxyPort: number | undefined;
    readonly adminPort: number | undefined;
  },
  io: Io,
): Promise<Exit> {
  const service = await startService({
    home: homeDir(home, io),
    ...proxyPort !== undefined && { proxyPort },
    ...adminPort !== undefined && { adminPort },
    tool: `waterwall/${VERSION}`,
    log: ({ level, text }) => io.complain(`${level}: ${text}`),
  });
  const words = [...commandLine(io.started), "env"];
  const isUsual = home === undefined && io.env("WATERWALL_HOME") === undefined;
  const line = pasteLine(
    detectShell(io),
    isUsual ? words : [...words, "--home", service.home.dir],
  );
  greet(greeting(service, line), io);
  await service.finished;
  return Exit.ok;
}

/** Nobody may be listening: that is no reason to stop protecting. */
function greet(lines: readonly string[], io: Io) {
  try {
    io.print(lines.join("\n"));
  } catch (error) {
    if (!(error instanceof OutputClosed)) throw error;
  }
}

function greeting(
  { proxyPort, adminPort, protectedHosts, caMade, home }: Pick<
    Awaited<ReturnType<typeof startService>>,
    "proxyPort" | "adminPort" | "protectedHosts" | "caMade" | "home"
  >,
  line: string,
): readonly string[] {
  return [
    `Waterwall ${VERSION}: proxy on 127.0.0.1:${proxyPort}, admin on http://127.0.0.1:${adminPort}/healthz`,
    `Protects ${summariseHosts(protectedHosts).join(", ")}`,
    `Keeps its log, keys and settings in ${home.dir}`,
    ...caMade === null || caMade === "new" ? [] : [
      `Made a new CA (${caMade}): start your agents again, so that they read it`,
    ],
    "Paste this where an agent is to use it:",
    "",
    `  ${line}`,
    "",
  ];
}
