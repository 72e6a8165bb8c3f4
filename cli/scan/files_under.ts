import type { Io, Listed } from "../io.ts";
import { gitignore, type Ignores } from "./gitignore.ts";
import { wholeOf } from "./whole_of.ts";

/** Folders whose content is nobody's own writing. */
const SKIPPED = [".git", "node_modules"];
const MAX_BYTES = 1024 * 1024;

type Walk = Pick<Io, "kindOf" | "list" | "read">;

/** How a folder is walked. */
export interface WalkOptions {
  /** Also what `.gitignore` leaves out. @default {false} */
  readonly all?: boolean;
}

/**
 * The files that a path stands for: itself, standard input for `-`, or every
 * regular file of a folder, in order, but for what its `.gitignore` files
 * leave out. Links are not followed, so it ends.
 */
export async function* filesUnder(
  path: string,
  io: Walk,
  { all = false }: WalkOptions = {},
): AsyncGenerator<string> {
  const folder = path.replace(/(?<=.)\/+$/, "");
  if (path === "-" || await io.kindOf(folder) !== "folder") yield path;
  else yield* filesIn(folder, { io, all, outer: () => undefined });
}

async function* filesIn(
  folder: string,
  { io, all, outer }: {
    readonly io: Walk;
    readonly all: boolean;
    /** What the folders around say of paths below this one. */
    readonly outer: Ignores;
  },
): AsyncGenerator<string> {
  const listed = await io.list(folder);
  const own = all ? undefined : await ignoredIn(folder, listed, io);
  const ignores: Ignores = (path, isFolder) =>
    own?.(path, isFolder) ?? outer(path, isFolder);
  for (const { name, kind } of listed) {
    if (ignores(name, kind === "folder")) continue;
    const path = folder === "/" ? `/${name}` : `${folder}/${name}`;
    if (kind === "file") yield path;
    if (kind !== "folder" || SKIPPED.includes(name)) continue;
    const below: Ignores = (inner, isFolder) =>
      ignores(`${name}/${inner}`, isFolder);
    yield* filesIn(path, { io, all, outer: below });
  }
}

async function ignoredIn(
  folder: string,
  listed: readonly Listed[],
  io: Walk,
): Promise<Ignores | undefined> {
  const isThere = listed.some(({ name, kind }) =>
    name === ".gitignore" && kind === "file"
  );
  if (!isThere) return undefined;
  const path = `${folder}/.gitignore`;
  const bytes = await wholeOf(path, io.read(path), { maxBytes: MAX_BYTES });
  return gitignore(new TextDecoder().decode(bytes));
}
