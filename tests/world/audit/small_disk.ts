import { type Disk, type DiskFile, realDisk } from "../../../audit/mod.ts";

/** A real disk whose segments of the log find room for so many bytes only. */
export interface SmallDisk extends Disk {
  /** Bytes that a segment may have; more once there is more room. */
  room: number;
}

/**
 * The machine's own disk, with a writer that says it is full: it takes the
 * bytes that still fit, and then throws what the system would.
 */
export function smallDisk(room: number): SmallDisk {
  const disk: SmallDisk = {
    ...realDisk,
    room,
    open(path, how) {
      const file = realDisk.open(path, how);
      return /\/log-\d+\.jsonl$/.test(path) ? bounded(file, disk) : file;
    },
  };
  return disk;
}

function bounded(file: DiskFile, disk: SmallDisk): DiskFile {
  return {
    facts: () => file.facts(),
    readAt: (buffer, offset) => file.readAt(buffer, offset),
    writeAt(bytes, offset) {
      const left = disk.room - offset;
      if (left <= 0) throw new Error("No space left on device (os error 28)");
      return file.writeAt(bytes.subarray(0, left), offset);
    },
    truncate: (size) => file.truncate(size),
    sync: () => file.sync(),
    tryLock: () => file.tryLock(),
    close: () => file.close(),
  };
}
