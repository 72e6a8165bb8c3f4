import { homeDir } from "./home_dir.ts";
import type { Io } from "./io.ts";

/** The folder or file of a log: a home folder stands for the log in it. */
export async function logAt(path: string | undefined, io: Io): Promise<string> {
  const given = path ?? homeDir(undefined, io);
  const inside = `${given}/audit`;
  const kind = await io.kindOf(inside).catch(() => undefined);
  return kind === "folder" ? inside : given;
}
