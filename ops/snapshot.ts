import { type FiveMinutes, fiveMinutes } from "./five_minutes.ts";
import { type PaneHealth, paneHealth } from "./pane_health.ts";
import type { State } from "./state.ts";

/** The answer of `GET /admin/state`: a state, and what it says at one time. */
export interface Snapshot
  extends Omit<State, "window" | "latency" | "byKindAndHost"> {
  /** When it was taken, in Unix milliseconds. */
  readonly nowMs: number;
  /** Seconds since the instance began to serve. */
  readonly uptime: number;
  readonly fiveMinutes: FiveMinutes;
  readonly health: PaneHealth;
}

/** What may be shown of a state at `nowMs`. */
export function snapshot(state: State, nowMs: number): Snapshot {
  const { window, latency: _, byKindAndHost: __, ...shown } = state;
  return {
    ...shown,
    nowMs,
    uptime: uptime(state, nowMs),
    fiveMinutes: fiveMinutes(window, nowMs),
    health: paneHealth(state, nowMs),
  };
}

function uptime({ instance }: State, nowMs: number): number {
  if (!instance) return 0;
  return Math.max(0, Math.floor((nowMs - instance.startedMs) / 1000));
}
