/** How often the files are looked at. */
const LOOK_MS = 300;

/**
 * Tells when any of some files has changed, come or gone. Returns the end of it.
 *
 * It looks, rather than being told: editors replace files in many ways.
 */
export function watchFiles(
  paths: () => readonly string[],
  changed: () => Promise<unknown>,
): () => void {
  let over = false;
  let last: string | null = null;
  const look = async () => {
    const now = (await Promise.all(paths().map(markOf))).join("\n");
    if (over) return;
    if (last !== null && now !== last) await changed().catch(() => {});
    last = now;
    if (!over) timer = setTimeout(look, LOOK_MS);
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
