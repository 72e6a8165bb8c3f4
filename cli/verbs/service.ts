import { type Autostart, autostart, openHome } from "../../ops/mod.ts";
import { CliError } from "../errors.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { OWN_ENV, ownWords } from "../own_words.ts";
import { perform } from "../perform.ts";
import { performAll, shown } from "../perform_all.ts";

/** Has the system start an instance when its user logs in. */
export default async function service(
  { what, home, dryRun }: {
    readonly what: string;
    readonly home: string | undefined;
    readonly dryRun: boolean;
  },
  io: Io,
): Promise<Exit> {
  const given = homeDir(home, io);
  const dir = dryRun || what !== "install"
    ? given
    : (await openHome(given)).dir;
  const words = [...ownWords(io.started), "start", "--home", dir];
  const entry = autostart({
    os: io.os,
    words,
    variables: OWN_ENV,
    home: dir,
    env: io.env,
  });
  switch (what) {
    case "install":
      return dryRun ? show(entry, io) : await install(entry, io);
    case "uninstall":
      return dryRun ? showAway(entry, io) : await uninstall(entry, io);
    case "status":
      return await status(entry, io);
    default:
      throw new CliError("usage", `Cannot do that with the service: ${what}`, {
        hint: "Use install, uninstall or status.",
      });
  }
}

function show({ path, text, install }: Autostart, io: Io): Exit {
  io.print(`# ${path}`);
  io.print(text.trimEnd());
  for (const words of install) io.print(`# ${shown(words)}`);
  return Exit.ok;
}

function showAway({ path, uninstall }: Autostart, io: Io): Exit {
  for (const words of uninstall) io.print(`# ${shown(words)}`);
  io.print(`# remove ${path}`);
  return Exit.ok;
}

async function install(entry: Autostart, io: Io): Promise<Exit> {
  await perform.write(entry.path, encoded(entry));
  await performAll(entry.install);
  io.print(`Installed the ${entry.kind} ${entry.path}`);
  return Exit.ok;
}

async function uninstall(entry: Autostart, io: Io): Promise<Exit> {
  if (!perform.isThere(entry.path)) {
    io.print(`There is no ${entry.kind}: ${entry.path}`);
    return Exit.ok;
  }
  await performAll(entry.uninstall);
  await perform.remove(entry.path);
  io.print(`Took away the ${entry.kind} ${entry.path}`);
  return Exit.ok;
}

async function status(entry: Autostart, io: Io): Promise<Exit> {
  if (!perform.isThere(entry.path)) {
    io.print(`not installed: ${entry.path}`);
    return Exit.refuted;
  }
  const { code } = await perform.run(entry.status);
  io.print(`${code === 0 ? "running" : "NOT RUNNING"}: ${entry.path}`);
  return code === 0 ? Exit.ok : Exit.refuted;
}

function encoded({ text, encoding }: Autostart): Uint8Array {
  switch (encoding) {
    case "utf-8":
      return new TextEncoder().encode(text);
    case "utf-16le": {
      const units = Uint16Array.from(`\ufeff${text}`, (c) => c.charCodeAt(0));
      return new Uint8Array(units.buffer);
    }
  }
}
