import type { PaneId, Snapshot } from "../ops/mod.ts";
import type { Size } from "./span.ts";
import { FOLLOWING, type Tail } from "./tail.ts";

/** Everything on screen follows from this. */
export interface Model {
  readonly size: Size;
  readonly link: Link;
  readonly tail: Tail;
  /** The one pane that has the whole screen, if one has. */
  readonly zoom: PaneId | null;
  readonly mode: Mode;
  readonly notice: Notice | null;
  /** Time here, in Unix milliseconds. */
  readonly nowMs: number;
  /** How far local time is ahead of UTC. */
  readonly offsetMinutes: number;
}

/** The admin server, as far as it can be heard. An old picture looks like a live one, so only `live` has one. */
export type Link =
  | { readonly is: "connecting" }
  | {
    readonly is: "live";
    readonly snapshot: Snapshot;
    /** When it was last heard, in our time. */
    readonly heardMs: number;
  }
  | { readonly is: "offline"; readonly why: string };

/** What keys mean now. */
export type Mode =
  | { readonly is: "watching" }
  | { readonly is: "help" }
  /** Typing a filter; `before` comes back when that is given up. */
  | { readonly is: "filtering"; readonly before: string }
  /** Asking whether to move the HTTP kill switch. */
  | { readonly is: "asking"; readonly state: "armed" | "clear" }
  | {
    readonly is: "exporting";
    readonly since: string;
    readonly until: string;
    readonly at: "since" | "until";
    readonly fault: string | null;
  }
  /** Reading what something said. */
  | {
    readonly is: "reading";
    readonly title: string;
    readonly ok: boolean;
    readonly lines: readonly string[];
    readonly offset: number;
  };

/** One sentence at the bottom, for a while. */
export interface Notice {
  readonly text: string;
  readonly ok: boolean;
  /** When it goes, in our time; `null`: when what it tells of is done. */
  readonly untilMs: number | null;
}

/** Work for the outside world: described here, done elsewhere. */
export type Effect =
  | { readonly do: "quit" }
  | { readonly do: "reload" }
  | { readonly do: "killswitch"; readonly state: "armed" | "clear" }
  | { readonly do: "verify" }
  | { readonly do: "export"; readonly since: string; readonly until: string };

/** Something that happened. */
export type Msg =
  | { readonly is: "size"; readonly size: Size }
  | {
    readonly is: "snapshot";
    readonly snapshot: Snapshot;
    readonly ms: number;
  }
  | {
    readonly is: "beat";
    readonly nowMs: number;
    readonly uptime: number;
    readonly ms: number;
  }
  | { readonly is: "lost"; readonly why: string }
  | { readonly is: "tick"; readonly ms: number }
  | { readonly is: "key"; readonly key: string }
  | { readonly is: "paste"; readonly text: string }
  /** An effect is done: in one sentence, or with a page to read. */
  | { readonly is: "done"; readonly ok: boolean; readonly said: string }
  | {
    readonly is: "read";
    readonly title: string;
    readonly ok: boolean;
    readonly lines: readonly string[];
  };

/** A model, and what is to be done. */
export interface Step {
  readonly model: Model;
  readonly effect?: Effect;
}

/** Silence that long means that nobody is there, in milliseconds. */
export const SILENCE_MS = 5_000;

/** What a dashboard begins with. */
export function begin(
  size: Size,
  { nowMs, offsetMinutes }: Pick<Model, "nowMs" | "offsetMinutes">,
): Model {
  return {
    size,
    link: { is: "connecting" },
    tail: FOLLOWING,
    zoom: null,
    mode: { is: "watching" },
    notice: null,
    nowMs,
    offsetMinutes,
  };
}
