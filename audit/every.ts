/**
 * Runs something every so often, without keeping the process alive for it.
 *
 * @returns what ends it.
 */
export function every(run: () => void, ms: number): () => void {
  const timer = setInterval(run, ms);
  Deno.unrefTimer(timer);
  return () => clearInterval(timer);
}
