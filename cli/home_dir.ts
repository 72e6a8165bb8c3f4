import { resolveHome } from "../ops/mod.ts";
import type { Io } from "./io.ts";

/** The home folder that is meant: the one that was given, else the usual one. */
export function homeDir(given: string | undefined, io: Io): string {
  return given ?? resolveHome(io);
}
