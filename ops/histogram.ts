/** How often durations fell between the bounds of {@link BOUNDS_MS}. */
export interface Histogram {
  /** Per bound, those not above it and above the one before; last, the rest. Trailing zeros are left out. */
  readonly counts: readonly number[];
  readonly count: number;
  readonly sumMs: number;
}

/** Upper bounds in milliseconds, about three in each factor of three. */
export const BOUNDS_MS: readonly number[] = [
  0.1,
  0.15,
  0.2,
  0.3,
  0.5,
  0.7,
  1,
  1.5,
  2,
  3,
  5,
  7,
  10,
  15,
  20,
  30,
  50,
  70,
  100,
  150,
  200,
  300,
  500,
  700,
  1000,
  1500,
  2000,
  3000,
  5000,
  7000,
  10_000,
  20_000,
];

export const EMPTY_HISTOGRAM: Histogram = { counts: [], count: 0, sumMs: 0 };

/** The histogram after one more duration; what is no duration counts as none. */
export function measured(before: Histogram, ms: number): Histogram {
  if (!(ms >= 0 && Number.isFinite(ms))) return before;
  const found = BOUNDS_MS.findIndex((bound) => ms <= bound);
  const at = found < 0 ? BOUNDS_MS.length : found;
  const counts = [...before.counts];
  while (counts.length <= at) counts.push(0);
  counts[at]! += 1;
  return {
    counts,
    count: before.count + 1,
    sumMs: before.sumMs + ms,
  };
}
