import process from "node:process";
import { pause } from "./within.ts";

const LOOK_MS = 20;

/** Whether a process with this id is there, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { readonly code?: string }).code === "EPERM";
  }
}

/** Waits until something is so, at most `limitMs`; whether it came to be. */
export async function comesTrue(
  isSo: () => boolean | Promise<boolean>,
  limitMs: number,
): Promise<boolean> {
  const until = performance.now() + limitMs;
  for (;;) {
    if (await isSo()) return true;
    if (performance.now() >= until) return false;
    await pause(LOOK_MS);
  }
}

/** Waits until a process is gone, at most `limitMs`; whether it is. */
export function untilGone(pid: number, limitMs: number): Promise<boolean> {
  return comesTrue(() => !isAlive(pid), limitMs);
}
