/** Resolves after a while, in milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits for something to settle, whatever way, but not longer than `ms`. */
export async function within(
  ms: number,
  something: Promise<unknown>,
): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  await Promise.race([something.catch(() => {}), late.promise]);
  clearTimeout(timer);
}

/** Calls back once, `ms` later; what it returns calls it off. */
export function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
