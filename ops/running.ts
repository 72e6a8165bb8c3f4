import type { Home } from "./home.ts";
import { readIfThere, replaceFile } from "./text_file.ts";

/** What a running instance says of itself in `running.json`. */
export interface Running {
  readonly pid: number;
  readonly proxyPort: number;
  readonly adminPort: number;
  /** When it started, in Unix milliseconds. */
  readonly startedMs: number;
}

/** Says that this process runs, and where. */
export function writeRunning(home: Home, running: Running): Promise<void> {
  return replaceFile(home.running, JSON.stringify(running) + "\n");
}

/** What the last instance said; `null` if it ended cleanly. May be stale. */
export async function readRunning(home: Home): Promise<Running | null> {
  const text = await readIfThere(home.running);
  try {
    const value = JSON.parse(text ?? "null");
    return isRunning(value) ? value : null;
  } catch {
    return null;
  }
}

/** Takes back what this process said; another's word stays. */
export async function removeRunning(home: Home, pid: number): Promise<void> {
  if ((await readRunning(home))?.pid !== pid) return;
  await Deno.remove(home.running).catch(() => {});
}

function isRunning(value: unknown): value is Running {
  const fields = ["pid", "proxyPort", "adminPort", "startedMs"];
  return typeof value === "object" && value !== null &&
    fields.every((field) =>
      Number.isSafeInteger((value as Record<string, unknown>)[field])
    );
}
