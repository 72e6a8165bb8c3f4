import { createHash } from "node:crypto";
import type { Disk } from "./disk.ts";
import type { OwnEntry, RecoveryCause } from "./entry.ts";
import type { LogPlace } from "./log_lines.ts";
import { readFully, writeAll } from "./whole_file.ts";

type Recovery = OwnEntry & { readonly type: "recovery" };

const CHUNK_BYTES = 1 << 20;

/** Name of the folder, inside the log's, of what was put aside. */
export const QUARANTINE = "quarantine";

/**
 * Copies what stands in a file from an offset on to a file of its own.
 *
 * No one looks at what it is: torn, zero, forged or only not acknowledged,
 * none of it was signed. Returns when the copy is on the device; the original
 * is left as it is.
 */
export function quarantine(
  disk: Disk,
  { dir, path, offset, size, cause }: {
    readonly dir: string;
    readonly path: string;
    readonly offset: number;
    /** Size of the log that is kept. */
    readonly size: number;
    readonly cause: RecoveryCause;
  },
): Recovery {
  const { sha256, bytes } = digest(disk, path, offset);
  const folder = `${dir}/${QUARANTINE}`;
  disk.makeDir(folder);
  const name = `${folder}/${size}-${sha256.slice(0, 16)}.bin`;
  if (!disk.facts(name)) copy(disk, { path, offset, to: name });
  disk.syncDir(folder);
  disk.syncDir(dir);
  return { type: "recovery", offset, bytes, sha256, cause };
}

/** What was put aside at this size by a start that did not live to say so. */
export function unrecorded(
  disk: Disk,
  { dir, size, place }: {
    readonly dir: string;
    readonly size: number;
    readonly place: LogPlace;
  },
): readonly Recovery[] {
  const folder = `${dir}/${QUARANTINE}`;
  return disk.list(folder).filter((name) => name.startsWith(`${size}-`))
    .filter((name) => name.endsWith(".bin"))
    .map((name) => ({
      type: "recovery",
      offset: place.offset,
      ...digest(disk, `${folder}/${name}`, 0),
      cause: "tail",
    }));
}

function digest(disk: Disk, path: string, offset: number) {
  const hash = createHash("sha256");
  let bytes = 0;
  for (const chunk of chunksOf(disk, path, offset)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest("hex"), bytes };
}

function copy(
  disk: Disk,
  { path, offset, to }: {
    readonly path: string;
    readonly offset: number;
    readonly to: string;
  },
): void {
  const draft = `${to}.new`;
  if (disk.facts(draft)) disk.remove(draft);
  const file = disk.open(draft, "create");
  try {
    let at = 0;
    for (const chunk of chunksOf(disk, path, offset)) {
      writeAll(file, chunk, at);
      at += chunk.length;
    }
    file.sync();
  } finally {
    file.close();
  }
  disk.rename(draft, to);
}

function* chunksOf(
  disk: Disk,
  path: string,
  offset: number,
): Generator<Uint8Array> {
  const file = disk.open(path, "read");
  try {
    const buffer = new Uint8Array(CHUNK_BYTES);
    for (let at = offset;;) {
      const chunk = readFully(file, buffer, at);
      if (chunk.length === 0) return;
      at += chunk.length;
      yield chunk;
    }
  } finally {
    file.close();
  }
}
