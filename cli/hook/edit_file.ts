import { CliError } from "../errors.ts";

/**
 * Changes a file as a whole: it has the old content or the new, whatever
 * happens. Symlinks are followed; mode and owner stay. A file that is not there
 * counts as empty and is made, with its folder, if anything comes of it.
 *
 * @param edit From the file's bytes, one character each, to the new ones; the
 * same text leaves the file untouched.
 * @returns Whether it was changed.
 * @throws {CliError} It cannot be read or written.
 */
export async function editFile(
  path: string,
  edit: (bytes: string) => string,
): Promise<boolean> {
  const { target, held } = await reading(path);
  const before = held === null ? "" : decode(held.bytes);
  const after = edit(before);
  if (after === before) return false;
  try {
    await replace(target, after, held);
  } catch (cause) {
    throw new CliError("unreadable", `Cannot change as a file: ${path}`, {
      hint: "Check that it and its folder are yours to write.",
      cause,
    });
  }
  return true;
}

/** A text as the bytes of its UTF-8, one character each: what an edit works on. */
export function bytesOf(text: string): string {
  return decode(new TextEncoder().encode(text));
}

interface Held {
  readonly bytes: Uint8Array;
  readonly info: Deno.FileInfo;
}

async function reading(
  path: string,
): Promise<{ readonly target: string; readonly held: Held | null }> {
  try {
    const target = await Deno.realPath(path);
    const info = await Deno.stat(target);
    return { target, held: { bytes: await Deno.readFile(target), info } };
  } catch (cause) {
    const isAbsent = cause instanceof Deno.errors.NotFound;
    if (isAbsent && !await isLink(path)) return { target: path, held: null };
    throw new CliError("unreadable", `Cannot read as a file: ${path}`, {
      hint: isAbsent
        ? "It is a link that leads nowhere: mend or remove it."
        : "Check that it is a file, and yours to read.",
      cause,
    });
  }
}

function isLink(path: string): Promise<boolean> {
  return Deno.lstat(path).then((it) => it.isSymlink, () => false);
}

async function replace(
  target: string,
  text: string,
  held: Held | null,
): Promise<void> {
  if (held === null) await makeFolderOf(target);
  const draft = `${target}.${crypto.randomUUID()}.tmp`;
  try {
    const mode = (held?.info.mode ?? 0o600) & 0o7777;
    await Deno.writeFile(draft, encode(text), { createNew: true, mode });
    await keepAttributes(draft, held?.info);
    await Deno.rename(draft, target);
  } catch (error) {
    await Deno.remove(draft).catch(() => {});
    throw error;
  }
}

/** A new file's mode is cut by the umask, and its owner is whoever runs this. */
async function keepAttributes(
  draft: string,
  info: Deno.FileInfo | undefined,
): Promise<void> {
  if (info === undefined || Deno.build.os === "windows") return;
  await Deno.chown(draft, info.uid, info.gid).catch(() => {});
  await Deno.chmod(draft, info.mode! & 0o7777);
}

async function makeFolderOf(path: string): Promise<void> {
  const folder = path.replace(/[/\\][^/\\]*$/, "");
  await Deno.mkdir(folder, { recursive: true });
}

function decode(bytes: Uint8Array): string {
  let text = "";
  for (let from = 0; from < bytes.length; from += 8192) {
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  }
  return text;
}

function encode(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
