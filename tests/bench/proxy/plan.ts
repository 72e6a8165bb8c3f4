import type { Target } from "./connection.ts";

/** What the load generator is to do, as JSON on its command line. */
export type Plan = { readonly targets: readonly Target[] } & Work;

export type Work =
  /** Each body to each target by turns, one at a time. */
  | {
    readonly kind: "latency";
    readonly size: number;
    readonly secrets: number;
    readonly requests: number;
    readonly warmUp: number;
  }
  /** As many as possible from `clients` at once. */
  | {
    readonly kind: "throughput";
    readonly size: number;
    readonly secrets: number;
    readonly clients: number;
    readonly forMs: number;
  }
  /** Streams whose events carry the time at which they were sent. */
  | { readonly kind: "stream"; readonly requests: number }
  /** As many streams at once, each on a connection of its own. */
  | { readonly kind: "crowd"; readonly clients: number }
  /** All kinds of bodies in turn. */
  | {
    readonly kind: "mixed";
    readonly requests: number;
    readonly first: number;
  };

/** What it found, per target in order. */
export interface Found {
  readonly totalMs: readonly number[];
  readonly firstByteMs: readonly number[];
  /** How long each event was on its way. */
  readonly lagMs: readonly number[];
  readonly perSecond: number;
}
