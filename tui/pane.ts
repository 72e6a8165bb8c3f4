import type { PaneId, Snapshot } from "../ops/mod.ts";
import type { Line, Size } from "./span.ts";
import type { Tail } from "./tail.ts";

/** What a pane may draw. */
export interface Shown {
  readonly snapshot: Snapshot;
  readonly tail: Tail;
  /** How far local time is ahead of UTC. */
  readonly offsetMinutes: number;
}

/** One box of the dashboard. Draws what it is given, keeps nothing. */
export interface Pane {
  readonly id: PaneId;
  readonly title: string;
  /** The title where there is little room. */
  readonly short: string;
  /** What stands behind the title. */
  readonly note?: (shown: Shown) => string;
  /** Lines for this much room. The same state draws the same lines. */
  readonly view: (shown: Shown, size: Size) => readonly Line[];
}
