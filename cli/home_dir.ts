import { resolveHome } from "../ops/quick.ts";
import type { Io } from "./io.ts";

/** The home folder that is meant: the one that was given, else the usual one. An absolute path. */
export function homeDir(given: string | undefined, io: Io): string {
  return absolute(given ?? resolveHome(io), io);
}

function absolute(path: string, { cwd }: Io): string {
  return /^([/\\]|[A-Za-z]:)/.test(path) ? path : `${cwd()}/${path}`;
}
