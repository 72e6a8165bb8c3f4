/** How long to wait before the `attempt`-th try (from 0) to start a worker, in milliseconds. */
export function backOff(attempt: number): number {
  return Math.min(30_000, 100 * 2 ** attempt);
}
