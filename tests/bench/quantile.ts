/** The value below which a share of the sorted samples lies, e.g. `quantile(ms, 0.5)`. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return sorted[at] ?? NaN;
}
