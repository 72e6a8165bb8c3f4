import type { Io } from "../io.ts";

/** Folders whose content is nobody's own writing. */
const SKIPPED = [".git", "node_modules"];

/**
 * The files that a path stands for: itself, standard input for `-`, or every
 * regular file of a folder, in order. Links are not followed, so it ends.
 */
export async function* filesUnder(
  path: string,
  io: Pick<Io, "kindOf" | "list">,
): AsyncGenerator<string> {
  const folder = path.replace(/(?<=.)\/+$/, "");
  if (path === "-" || await io.kindOf(folder) !== "folder") yield path;
  else yield* filesIn(folder, io);
}

async function* filesIn(
  folder: string,
  io: Pick<Io, "list">,
): AsyncGenerator<string> {
  for (const { name, kind } of await io.list(folder)) {
    const path = folder === "/" ? `/${name}` : `${folder}/${name}`;
    if (kind === "file") yield path;
    if (kind === "folder" && !SKIPPED.includes(name)) yield* filesIn(path, io);
  }
}
