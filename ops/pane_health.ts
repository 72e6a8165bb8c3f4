import type { State } from "./state.ts";

/** The six things that a dashboard shows. */
export type PaneId =
  | "activity"
  | "counters"
  | "killswitch"
  | "map"
  | "chain"
  | "sessions";

/** `ACTIVE`: a kill switch is armed. `FAIL`: something does not work. */
export interface Health {
  readonly status: "UP" | "FAIL" | "ACTIVE";
  /** What is wrong, for people; `null` if nothing is. */
  readonly why: string | null;
}

/** How each part is, and how all of it is. */
export type PaneHealth = Readonly<Record<PaneId | "overall", Health>>;

/** What a state says of the health of its parts at `nowMs`. */
export function paneHealth(state: State, nowMs: number): PaneHealth {
  const traffic = verdict(traffics(state));
  const map = verdict(refuses(state) ?? refusedReload(state));
  const chain = verdict(chains(state));
  const killswitch = switched(state);
  const worst = traffics(state) ?? chains(state) ?? refuses(state) ??
    expired(state, nowMs);
  return {
    activity: traffic,
    counters: traffic,
    sessions: traffic,
    map,
    chain,
    killswitch,
    overall: worst === null ? killswitch : verdict(worst),
  };
}

function traffics({ parts }: State): string | null {
  return parts.proxy === false ? "The proxy is down" : null;
}

function chains({ parts, log }: State): string | null {
  if (log.broken !== null) return `The log is closed: ${log.broken}`;
  return parts.keys === false ? "The keys worker is down" : null;
}

function refuses({ patterns }: State): string | null {
  return patterns === 0 ? "No patterns are loaded" : null;
}

function refusedReload({ reload }: State): string | null {
  return reload?.why ? `Reload refused: ${reload.why}` : null;
}

function expired({ instance }: State, nowMs: number): string | null {
  return instance && instance.caUntilMs <= nowMs ? "The CA has expired" : null;
}

function switched({ killswitch }: State): Health {
  if (killswitch.length === 0) return verdict(null);
  return { status: "ACTIVE", why: "All traffic is refused" };
}

function verdict(why: string | null): Health {
  return { status: why === null ? "UP" : "FAIL", why };
}
