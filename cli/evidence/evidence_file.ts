import { CliError } from "../errors.ts";
import type { Io } from "../io.ts";

/**
 * The bytes of a regular file; nothing else is opened, since reading a pipe or
 * a device might never end.
 */
export async function evidenceFile(
  path: string,
  io: Io,
): Promise<AsyncIterable<Uint8Array<ArrayBuffer>>> {
  const kind = await io.kindOf(path);
  if (kind === "file") return io.read(path);
  throw new CliError(
    "unreadable",
    `Cannot read as a file of evidence: ${path}`,
    {
      hint: kind === "folder"
        ? "It is a folder; name a file in it."
        : "It is a pipe or a device; copy what it gives into a file.",
    },
  );
}

/** The first bytes of a regular file: one more than `max` if it is longer. */
export async function beginning(
  path: string,
  { io, max }: { readonly io: Io; readonly max: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(max + 1);
  let filled = 0;
  for await (const chunk of await evidenceFile(path, io)) {
    const taken = chunk.subarray(0, bytes.length - filled);
    bytes.set(taken, filled);
    filled += taken.length;
    if (filled === bytes.length) break;
  }
  return bytes.slice(0, filled);
}
