import type { Disk, DiskFile } from "./disk.ts";

/** Writes all bytes, however few the system takes at a time. */
export function writeAll(
  file: DiskFile,
  bytes: Uint8Array,
  offset: number,
): void {
  for (let done = 0; done < bytes.length;) {
    const count = file.writeAt(bytes.subarray(done), offset + done);
    if (!(count > 0)) throw new Error("Cannot write: the disk takes no bytes");
    done += count;
  }
}

/** Fills the buffer from a place in a file; fewer bytes only at its end. */
export function readFully(
  file: DiskFile,
  buffer: Uint8Array,
  offset: number,
): Uint8Array {
  let done = 0;
  while (done < buffer.length) {
    const count = file.readAt(buffer.subarray(done), offset + done);
    if (count === 0) break;
    done += count;
  }
  return buffer.subarray(0, done);
}

/** The bytes of a regular file of at most `max`; `undefined` if it is not one. */
export function readSmall(
  disk: Disk,
  path: string,
  max: number,
): Uint8Array | undefined {
  if (!disk.facts(path, { follow: true })?.isFile) return undefined;
  const file = disk.open(path, "read");
  try {
    const bytes = readFully(file, new Uint8Array(max + 1), 0);
    return bytes.length > max ? undefined : bytes.slice();
  } finally {
    file.close();
  }
}

/** Makes a new file that is on the device when this returns; see `syncDir`. */
export function writeNew(disk: Disk, path: string, bytes: Uint8Array): void {
  writeDraft(disk, path, { bytes, isSynced: true });
}

/** Replaces a file as a whole: others see the old bytes or the new. */
export function replaceFile(
  disk: Disk,
  path: string,
  { bytes, isSynced }: {
    readonly bytes: Uint8Array;
    /** Whether it must be on the device when this returns. */
    readonly isSynced: boolean;
  },
): void {
  const draft = `${path}.new`;
  if (disk.facts(draft)) disk.remove(draft);
  writeDraft(disk, draft, { bytes, isSynced });
  disk.rename(draft, path);
}

function writeDraft(
  disk: Disk,
  path: string,
  { bytes, isSynced }: {
    readonly bytes: Uint8Array;
    readonly isSynced: boolean;
  },
): void {
  const file = disk.open(path, "create");
  try {
    writeAll(file, bytes, 0);
    if (isSynced) file.sync();
  } finally {
    file.close();
  }
}
