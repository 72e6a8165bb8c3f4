/** How often the files are looked at. */
const LOOK_MS = 40;
/** How long they must have been still: who writes one may not be done. */
const STILL_MS = 20;

/**
 * Tells when any of some files has changed, come or gone. Returns the end of it.
 *
 * It looks, rather than being told: editors replace files in many ways, some
 * of them step by step.
 */
export function watchFiles(
  paths: () => readonly string[],
  changed: () => Promise<unknown>,
): () => void {
  let over = false;
  let last: string | null = null;
  let before: string | null = null;
  const look = async () => {
    const now = (await Promise.all(paths().map(markOf))).join("\n");
    if (over) return;
    const isNew = now !== last;
    const isStill = now === before;
    before = now;
    if (isNew && (last === null || isStill)) {
      if (last !== null) await changed().catch(() => {});
      last = now;
    }
    const waits = isNew && last !== now;
    if (!over) timer = setTimeout(look, waits ? STILL_MS : LOOK_MS);
  };
  let timer = setTimeout(look, 0);
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

/** What differs whenever a file does. */
async function markOf(path: string): Promise<string> {
  try {
    const { mtime, size, ino } = await Deno.stat(path);
    return `${path} ${mtime?.getTime()} ${size} ${ino}`;
  } catch {
    return `${path} none`;
  }
}
