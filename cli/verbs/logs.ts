import {
  homeAt,
  humanLine,
  isLineWanted,
  type Level,
  readLine,
} from "../../ops/mod.ts";
import { CliError } from "../errors.ts";
import { outside } from "../evidence/outside.ts";
import { Exit } from "../exit.ts";
import { homeDir } from "../home_dir.ts";
import type { Io } from "../io.ts";
import { logTail } from "../log_tail.ts";

const LOOK_MS = 200;

/** Prints the instance's own log, oldest first; with `follow`, without end. */
export default async function logs(
  { home, follow, level = "debug", json }: {
    readonly home: string | undefined;
    readonly follow: boolean;
    readonly level: Level | undefined;
    readonly json: boolean;
  },
  io: Io,
): Promise<Exit> {
  const { log } = homeAt(homeDir(home, io));
  const read = logTail(log);
  const first = read();
  if (first === null && !follow) {
    throw new CliError("unreadable", `Cannot find a log: ${log}`, {
      hint: "Start an instance, or name its folder by --home.",
    });
  }
  for (let lines = first;; lines = read()) {
    for (const line of lines ?? []) {
      if (isLineWanted(line, level)) io.print(json ? line : forPeople(line));
    }
    if (!follow) return Exit.ok;
    await outside.pause(LOOK_MS);
  }
}

function forPeople(line: string): string {
  const event = readLine(line);
  if (event === null) return line;
  const day = new Date(event.ms).toISOString().slice(0, 10);
  return `${day} ${humanLine(event)}`;
}
