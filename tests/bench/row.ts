/** One figure of the benchmark. */
export interface Row {
  /** What was measured, as a person would ask for it. */
  readonly name: string;
  readonly value: number;
  /** E.g. `ms`, `MB/s`, `requests/s`. */
  readonly unit: string;
  /** What it should be at most, or at least; a figure without one is for information. */
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Whether a figure reaches its target; `undefined` when it has none. */
export function isReached(
  { value, atMost, atLeast }: Row,
): boolean | undefined {
  if (atMost !== undefined) return value <= atMost;
  if (atLeast !== undefined) return value >= atLeast;
  return undefined;
}
