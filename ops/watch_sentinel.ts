import { EAGER_MS } from "./policy/watch_files.ts";

/** How long to wait after a change that could not be passed on. */
const RETRY_MS = 1_000;

/** Whether a file is there. One that cannot be looked at counts as there. */
export function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.NotFound);
  }
}

/**
 * Tells whether a file is there, first and each time that changes. Returns the
 * end of it.
 *
 * It looks, rather than being told: no event can be missed. What `changed`
 * rejects is told again.
 */
export function watchSentinel(
  path: string,
  changed: (there: boolean) => Promise<unknown>,
): () => void {
  let last: boolean | null = null;
  let over = false;
  const look = async () => {
    const there = isThere(path);
    const heard = there === last ||
      await changed(there).then(() => true, () => false);
    if (heard) last = there;
    if (!over) timer = setTimeout(look, heard ? EAGER_MS : RETRY_MS);
  };
  let timer = setTimeout(look, 0);
  return () => {
    over = true;
    clearTimeout(timer);
  };
}
