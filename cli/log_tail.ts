/** What is told of a file: its identity, and where it ends. */
interface Seen {
  readonly ino: number | null;
  readonly read: number;
}

/** Bytes that are read at a time. */
const CHUNK = 1 << 16;

/**
 * Reads the whole lines of a rotated log: at first those of the renamed files
 * too, oldest first, then what was added since. `null` while there is no file.
 */
export function logTail(path: string): () => readonly string[] | null {
  let seen: Seen | null = null;
  let partial = new Uint8Array();
  return () => {
    const file = openIfThere(path);
    if (file === null) return null;
    using _ = file;
    const { ino, size } = file.statSync();
    const lines: string[] = seen === null ? older(path) : [];
    if (seen !== null && (seen.ino !== ino || size < seen.read)) {
      lines.push(...restOf(`${path}.1`, seen, partial));
      partial = new Uint8Array();
      seen = null;
    }
    const from = seen?.read ?? 0;
    const bytes = joined(partial, readFrom(file, from));
    const end = bytes.lastIndexOf(10) + 1;
    const read = from + bytes.length - partial.length;
    partial = bytes.slice(end);
    seen = { ino, read };
    return [...lines, ...linesOf(bytes.subarray(0, end))];
  };
}

/** What was added to the file that has been renamed since. */
function restOf(path: string, seen: Seen, partial: Uint8Array): string[] {
  const file = openIfThere(path);
  if (file === null) return [];
  using _ = file;
  if (file.statSync().ino !== seen.ino) return [];
  return linesOf(joined(partial, readFrom(file, seen.read)));
}

function older(path: string): string[] {
  const texts: string[][] = [];
  for (let n = 1;; n++) {
    const file = openIfThere(`${path}.${n}`);
    if (file === null) return texts.reverse().flat();
    using _ = file;
    texts.push(linesOf(readFrom(file, 0)));
  }
}

function linesOf(bytes: Uint8Array): string[] {
  return new TextDecoder().decode(bytes).split("\n").filter(Boolean);
}

function openIfThere(path: string): Deno.FsFile | null {
  try {
    return Deno.openSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function readFrom(file: Deno.FsFile, offset: number): Uint8Array {
  file.seekSync(offset, Deno.SeekMode.Start);
  let all = new Uint8Array();
  for (const chunk = new Uint8Array(CHUNK);;) {
    const read = file.readSync(chunk);
    if (read === null) return all;
    all = joined(all, chunk.subarray(0, read));
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
