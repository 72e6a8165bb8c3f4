import { EMPTY_HISTOGRAM, type Histogram, measured } from "./histogram.ts";

/** What happened in ten seconds. */
export interface Bucket {
  /** Unix milliseconds, a multiple of {@link BUCKET_MS}. */
  readonly startMs: number;
  readonly requests: number;
  readonly redactions: number;
  readonly restored: number;
  readonly unknown: number;
  readonly blocked: number;
  /** From a request's arrival until it was passed on. */
  readonly added: Histogram;
  /** From then until the provider began to answer. */
  readonly firstByte: Histogram;
  /** From asking for a record until it was durable. */
  readonly append: Histogram;
}

/** What a bucket counts. */
export type Count =
  | "requests"
  | "redactions"
  | "restored"
  | "unknown"
  | "blocked";

/** What a bucket measures. */
export type Measure = "added" | "firstByte" | "append";

/** Width of a bucket, in milliseconds. */
export const BUCKET_MS = 10_000;
/** Number of buckets in a window: five minutes of them. */
export const MAX_BUCKETS = 30;
/** What is further ahead of an event is no late arrival but a clock set back. */
const MAX_LATE_MS = 60_000;

/** More of some counts, and a duration for some measures. */
export type More = Readonly<Partial<Record<Count | Measure, number>>>;

/**
 * A window, oldest bucket first, after something happened at `ms`.
 *
 * Only buckets in which something happened are kept, and none that lies five
 * minutes back, or ahead because the clock was set back.
 */
export function tally(
  window: readonly Bucket[],
  ms: number,
  more: More,
): readonly Bucket[] {
  const startMs = Math.floor(ms / BUCKET_MS) * BUCKET_MS;
  const last = window.at(-1);
  // Nearly always: then the others are as they were.
  if (last?.startMs === startMs) return window.with(-1, enriched(last, more));
  const recent = window.filter((bucket) =>
    startMs - bucket.startMs < MAX_BUCKETS * BUCKET_MS &&
    bucket.startMs - startMs <= MAX_LATE_MS
  );
  const old = recent.find((bucket) => bucket.startMs === startMs);
  const others = recent.filter((bucket) => bucket !== old);
  return [...others, enriched(old ?? { ...NOTHING, startMs }, more)]
    .sort((a, b) => a.startMs - b.startMs).slice(-MAX_BUCKETS);
}

const NOTHING = {
  requests: 0,
  redactions: 0,
  restored: 0,
  unknown: 0,
  blocked: 0,
  added: EMPTY_HISTOGRAM,
  firstByte: EMPTY_HISTOGRAM,
  append: EMPTY_HISTOGRAM,
} as const;

function enriched(bucket: Bucket, more: More): Bucket {
  const count = (name: Count) => bucket[name] + (more[name] ?? 0);
  const measure = (name: Measure) =>
    more[name] === undefined
      ? bucket[name]
      : measured(bucket[name], more[name]);
  return {
    startMs: bucket.startMs,
    requests: count("requests"),
    redactions: count("redactions"),
    restored: count("restored"),
    unknown: count("unknown"),
    blocked: count("blocked"),
    added: measure("added"),
    firstByte: measure("firstByte"),
    append: measure("append"),
  };
}
