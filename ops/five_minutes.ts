import { merged, type Quantiles, quantiles } from "./quantiles.ts";
import {
  type Bucket,
  BUCKET_MS,
  type Count,
  MAX_BUCKETS,
  type Measure,
} from "./window.ts";

/** What happened in a stretch of time; `null` where nothing was measured. */
export type Figures =
  & Readonly<Record<Count, number>>
  & Readonly<Record<Measure, Quantiles | null>>;

/** Ten seconds of the five minutes. */
export interface Slot extends Figures {
  /** Unix milliseconds. */
  readonly startMs: number;
}

/** The last five minutes, as a whole and in thirty parts, oldest first. */
export interface FiveMinutes extends Figures {
  readonly slots: readonly Slot[];
}

/** What a window says at `nowMs`: a quiet minute counts as one. */
export function fiveMinutes(
  window: readonly Bucket[],
  nowMs: number,
): FiveMinutes {
  const last = Math.floor(nowMs / BUCKET_MS) * BUCKET_MS;
  const slots = Array.from({ length: MAX_BUCKETS }, (_, i): Slot => {
    const startMs = last - (MAX_BUCKETS - 1 - i) * BUCKET_MS;
    const bucket = window.filter((one) => one.startMs === startMs);
    return { startMs, ...figures(bucket) };
  });
  const first = slots[0]!.startMs;
  const recent = window.filter(({ startMs }) =>
    first <= startMs && startMs <= last
  );
  return { ...figures(recent), slots };
}

function figures(buckets: readonly Bucket[]): Figures {
  const sum = (name: Count) =>
    buckets.reduce((total, bucket) => total + bucket[name], 0);
  const spread = (name: Measure) =>
    quantiles(merged(buckets.map((bucket) => bucket[name])));
  return {
    requests: sum("requests"),
    redactions: sum("redactions"),
    restored: sum("restored"),
    unknown: sum("unknown"),
    blocked: sum("blocked"),
    added: spread("added"),
    firstByte: spread("firstByte"),
    append: spread("append"),
  };
}
