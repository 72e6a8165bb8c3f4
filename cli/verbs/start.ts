import {
  humanLine,
  jsonLine,
  type LogEvent,
  runAgain,
  startDaemon,
  startService,
  telemetryEnv,
} from "../../ops/mod.ts";
import { detectShell } from "../detect_shell.ts";
import { CliError } from "../errors.ts";
import { outside } from "../evidence/outside.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import { type Io, OutputClosed } from "../io.ts";
import { fetchWords, OWN_ENV, ownWords } from "../own_words.ts";
import { commandLine, pasteLine } from "../paste_line.ts";
import { summariseHosts } from "../summarise_hosts.ts";
import { VERSION } from "../version.ts";

interface Asked {
  readonly home: string | undefined;
  readonly proxyPort: number | undefined;
  readonly adminPort: number | undefined;
  readonly daemon: boolean;
}

/** Set for an instance that nobody watches: it only writes its log. */
const UNWATCHED = "WATERWALL_UNWATCHED";
/** Whether the home was named, for an instance started by another process. */
const USUAL = "WATERWALL_USUAL_HOME";
const DAEMON_MS = 60_000;

/** Runs the proxy until it is told to end; the first time, makes all it needs. */
export default async function start(asked: Asked, io: Io): Promise<Exit> {
  if (asked.daemon) return await startBehind(asked, io);
  const quieter = telemetryEnv(io.env);
  if (quieter !== null) {
    const dir = ["--home", homeDir(asked.home, io)];
    const words = [...startWords(asked, io), ...dir];
    const usual = isUsual(asked.home, io) ? { [USUAL]: "1" } : {};
    return await runAgain(words, { ...OWN_ENV, ...quieter, ...usual }) as Exit;
  }
  const { home, proxyPort, adminPort } = asked;
  const service = await startService({
    home: homeDir(home, io),
    ...proxyPort !== undefined && { proxyPort },
    ...adminPort !== undefined && { adminPort },
    tool: `waterwall/${VERSION}`,
    log: io.env(UNWATCHED) === undefined
      ? (event) => show(event, io)
      : () => {},
  });
  const words = [...commandLine(io.started), "env"];
  const line = pasteLine(
    detectShell(io),
    isUsual(home, io) ? words : [...words, "--home", service.home.dir],
  );
  greet(greeting(service, line), io);
  await service.finished;
  return Exit.ok;
}

function isUsual(home: string | undefined, io: Io): boolean {
  return io.env(USUAL) !== undefined ||
    home === undefined && io.env("WATERWALL_HOME") === undefined;
}

/** For a person at a terminal, else for a program. */
function show(event: LogEvent, io: Io) {
  const stamped = { ...event, ms: outside.nowMs() };
  io.complain(io.isWatched ? humanLine(stamped) : jsonLine(stamped));
}

/** Starts it in a process of its own and returns when it protects. */
async function startBehind(
  asked: Asked,
  io: Io,
): Promise<Exit> {
  const { home } = asked;
  const daemon = await startDaemon({
    home: homeDir(home, io),
    before: fetchWords(io.started),
    words: startWords(asked, io),
    env: {
      ...OWN_ENV,
      ...telemetryEnv(io.env),
      [UNWATCHED]: "1",
      ...isUsual(home, io) && { [USUAL]: "1" },
    },
    answers: async (admin) =>
      await io.get(`http://127.0.0.1:${admin}/healthz`) !== undefined,
    limitMs: DAEMON_MS,
  });
  switch (daemon.kind) {
    case "up":
      greet([daemon.said, ""], io);
      return Exit.ok;
    case "ended":
      io.complain(daemon.said);
      return Exit.unusable;
    case "silent":
      throw new CliError("not_running", "Cannot start: it never answered", {
        hint: "See `waterwall logs`, or run it without --daemon.",
      });
  }
}

/** What runs this again, in the foreground. */
function startWords({ proxyPort, adminPort }: Asked, io: Io) {
  const port = (name: string, given: number | undefined) =>
    given === undefined ? [] : [name, `${given}`];
  return [
    ...ownWords(io.started),
    "start",
    ...port("--proxy-port", proxyPort),
    ...port("--admin-port", adminPort),
  ];
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
