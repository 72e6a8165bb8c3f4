/** How long something may take before a test gives up. */
const LIMIT_MS = 120_000;
const STEP_MS = 50;

/** The first answer that is neither false nor undefined; asks until there is one. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | false | undefined> | T | false | undefined,
  seen: () => unknown = () => "",
): Promise<T> {
  const endMs = performance.now() + LIMIT_MS;
  while (performance.now() < endMs) {
    const answer = await ask();
    if (answer !== false && answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  throw new Error(`It did not come to pass that ${what}: ${await seen()}`);
}
