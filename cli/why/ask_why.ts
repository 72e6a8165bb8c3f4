import type { Remembered } from "../../proxy/mod.ts";
import type { Io } from "../io.ts";
import { liveIn } from "../running.ts";
import { tellRunning } from "../tell_running.ts";

/** What the running instance knows of a tag or hash; nothing if none runs. */
export async function askWhy(
  hash: string,
  dir: string,
  io: Io,
): Promise<readonly Remembered[]> {
  const live = await liveIn(dir, io);
  if (live === undefined) return [];
  const { found } = await tellRunning("why", { hash }, { dir, io, live }) as {
    readonly found?: readonly Remembered[];
  };
  return found ?? [];
}
