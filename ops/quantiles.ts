import { BOUNDS_MS, EMPTY_HISTOGRAM, type Histogram } from "./histogram.ts";

/** What half and 99 of 100 durations do not exceed, in milliseconds. */
export interface Quantiles {
  readonly p50: number;
  readonly p99: number;
}

/** Estimated from a histogram; `null` when nothing was measured. */
export function quantiles(histogram: Histogram): Quantiles | null {
  if (histogram.count === 0) return null;
  return { p50: quantile(histogram, 0.5), p99: quantile(histogram, 0.99) };
}

/** One histogram of everything that some histograms hold. */
export function merged(all: readonly Histogram[]): Histogram {
  return all.reduce((a, b) => ({
    counts: Array.from(
      { length: Math.max(a.counts.length, b.counts.length) },
      (_, i) => (a.counts[i] ?? 0) + (b.counts[i] ?? 0),
    ),
    count: a.count + b.count,
    sumMs: a.sumMs + b.sumMs,
  }), EMPTY_HISTOGRAM);
}

/** Taken as spread evenly between the bounds that enclose it. */
function quantile({ counts, count }: Histogram, q: number): number {
  const rank = q * count;
  let below = 0;
  for (const [i, here] of counts.entries()) {
    if (below + here >= rank && here > 0) {
      const low = BOUNDS_MS[i - 1] ?? 0;
      const high = BOUNDS_MS[i] ?? low;
      const ms = low + (high - low) * (rank - below) / here;
      return Math.round(ms * 1000) / 1000;
    }
    below += here;
  }
  return 0;
}
