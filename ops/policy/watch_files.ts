/** How often is looked for what counts at once: a kill switch. */
export const EAGER_MS = 40;
/** How often other files are looked at: together with that, as each look wakes the isolate. */
const LOOK_MS = 6 * EAGER_MS;
/** How long they must have been still: who writes one may not be done. */
const STILL_MS = 20;

/** What differs whenever a file does, by path. */
export type Marks = ReadonlyMap<string, string>;

/** How files are watched. */
export interface WatchOptions {
  /** How they were when they were read. @default as they are found first */
  readonly since?: Marks;
  /** Whether each change is told at once, also of what is still being written. */
  readonly eager?: boolean;
}

/**
 * Tells when any of some files has changed, come or gone. Returns the end of it.
 *
 * It looks, rather than being told: editors replace files in many ways, some
 * of them step by step.
 */
export function watchFiles(
  paths: () => readonly string[],
  changed: () => Promise<unknown>,
  { since = new Map(), eager = false }: WatchOptions = {},
): () => void {
  const everyMs = eager ? EAGER_MS : LOOK_MS;
  let over = false;
  let told = since;
  let before: Marks = new Map();
  const look = async () => {
    const now = marksOf(paths());
    const isNew = differ(told, now);
    const isStill = eager || !differ(before, now);
    before = now;
    if (isNew && isStill) await changed().catch(() => {});
    if (!isNew || isStill) told = now;
    const waits = isNew && !isStill;
    if (!over) timer = setTimeout(look, waits ? STILL_MS : everyMs);
  };
  let timer = setTimeout(look, 0);
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

/** How these files are now. */
export function marksOf(paths: readonly string[]): Marks {
  return new Map([...new Set(paths)].map((path) => [path, markOf(path)]));
}

/** Whether a file that was marked before has another mark now. */
function differ(before: Marks, now: Marks): boolean {
  return [...now].some(([path, mark]) =>
    before.has(path) && before.get(path) !== mark
  );
}

/** Asked without waiting: the way through other threads costs far more. */
function markOf(path: string): string {
  try {
    const { mtime, size, ino } = Deno.statSync(path);
    return `${mtime?.getTime()} ${size} ${ino}`;
  } catch {
    return "none";
  }
}
