import type { Trial } from "./attempt.ts";
import type { IsolateState } from "./survey.ts";

const PROBE = new URL("./probe_worker.ts", import.meta.url);
const LIMIT_MS = 30_000;

/** Has workers with the product's permissions try what they must not, and must. */
export function tryIsolates(
  trials: readonly Trial[],
  module: URL = PROBE,
): Promise<readonly IsolateState[]> {
  return Promise.all(trials.map(async (trial) => {
    const { name, attempts } = trial;
    const possible = await tried(trial, module);
    const wrong = (isMeant: boolean) =>
      attempts.filter((one, nth) =>
        one.isMeant === isMeant && possible[nth] !== isMeant
      ).map(({ kind, what }) => `${kind} ${what}`);
    return {
      name,
      tooMuch: wrong(false),
      tooLittle: wrong(true),
      tried: attempts.length,
    };
  }));
}

async function tried(
  { permissions, attempts }: Trial,
  module: URL,
): Promise<readonly boolean[]> {
  const worker = new Worker(module, {
    type: "module",
    deno: { permissions },
  } as WorkerOptions);
  let limit: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise((resolve, reject) => {
      limit = setTimeout(() => reject(new Error("no answer")), LIMIT_MS);
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
      worker.postMessage(attempts);
    });
  } finally {
    clearTimeout(limit);
    worker.terminate();
  }
}
