import { type Activity, matches } from "../ops/mod.ts";

/** How the tail of activity is looked at. */
export interface Tail {
  /** What stood there when it was paused; `null` while it follows. */
  readonly frozen: readonly Activity[] | null;
  /** Lines that are scrolled past, from the newest on. */
  readonly offset: number;
  /** Only lines that have this word; all if it is empty. */
  readonly filter: string;
}

export const FOLLOWING: Tail = { frozen: null, offset: 0, filter: "" };

/** The lines that can be scrolled through, newest first. */
export function linesOf(
  { frozen, filter }: Tail,
  live: readonly Activity[],
): readonly Activity[] {
  const all = frozen ?? live;
  return filter === "" ? all : all.filter((line) => matches(line, filter));
}

/** Stops following, or goes back to it. */
export function toggled(tail: Tail, live: readonly Activity[]): Tail {
  const frozen = tail.frozen === null ? live : null;
  return { ...tail, frozen, offset: 0 };
}

/** Scrolls by some lines: away from the newest, the tail stops following. */
export function scrolled(
  tail: Tail,
  live: readonly Activity[],
  by: number,
): Tail {
  const last = Math.max(0, linesOf(tail, live).length - 1);
  const offset = Math.min(last, Math.max(0, tail.offset + by));
  const frozen = tail.frozen ?? (offset > 0 ? live : null);
  return { ...tail, frozen, offset };
}

/** Lines that came since it was paused, as far as they are still known. */
export function missed(
  { frozen }: Tail,
  live: readonly Activity[],
): number {
  const newest = frozen?.[0];
  if (!frozen) return 0;
  const at = live.findIndex((line) =>
    line.request === newest?.request && line.ms === newest.ms
  );
  return at < 0 ? live.length : at;
}
