import { homeAt, readRunning, type Running } from "../ops/mod.ts";
import type { Io } from "./io.ts";

/** An instance that answers. */
export interface Live extends Running {
  /** Whether it protects requests and passes them on. */
  readonly healthy: boolean;
  /** What its admin server says of its health. */
  readonly health: unknown;
}

/** The instance that runs in a home, if one answers there. */
export async function liveIn(
  dir: string,
  io: Pick<Io, "get">,
): Promise<Live | undefined> {
  const running = await readRunning(homeAt(dir));
  if (running === null) return undefined;
  const answer = await io.get(`http://127.0.0.1:${running.adminPort}/healthz`);
  if (answer === undefined) return undefined;
  return { ...running, healthy: answer.status === 200, health: answer.body };
}
