import { parseCheckpoint, type SignedCheckpoint } from "./checkpoint.ts";
import type { Disk, DiskFile, FileFacts } from "./disk.ts";
import { HEAD_NAMES } from "./log_folder.ts";
import { poisoned } from "./segment_file.ts";
import { readSmall, writeAll, writeNew } from "./whole_file.ts";

/** Longer than any head; a slot is filled up to here with line feeds. */
export const SLOT_BYTES = 1024;

interface Slot {
  readonly path: string;
  readonly file: DiskFile;
  readonly opened: FileFacts;
}

/**
 * Where the newest signed head stands: in one of two files, in turn.
 *
 * A head is written over the older of the two, so that one of them is whole
 * whatever happens, and neither changes its size, so that writing costs one
 * sync and no new name.
 */
export class HeadSlots {
  readonly #disk: Disk;
  readonly #slots: readonly Slot[];
  #turn: number;

  /** Opens the slots of a log folder, making those that are missing. */
  constructor(disk: Disk, dir: string) {
    this.#disk = disk;
    this.#slots = HEAD_NAMES.map((name) => openSlot(disk, `${dir}/${name}`));
    const [a, b] = this.#slots.map(({ path }) => readSlot(disk, path));
    this.#turn = (a?.size ?? -1) > (b?.size ?? -1) ? 1 : 0;
  }

  /**
   * Returns when the note is on the device.
   *
   * @throws {LedgerError} `poisoned`: no one can know which head stands.
   */
  write(note: string): void {
    const { path, file, opened } = this.#slots[this.#turn]!;
    const facts = this.#disk.facts(path);
    if (facts?.ino !== opened.ino || facts.dev !== opened.dev) {
      throw poisoned("its head was replaced by someone else");
    }
    try {
      writeAll(file, slotBytes(note), 0);
      file.sync();
    } catch (cause) {
      throw poisoned("its head could not be written", cause);
    }
    this.#turn = 1 - this.#turn;
  }

  close(): void {
    for (const { file } of this.#slots) file.close();
  }
}

/** What a slot holds when a note stands in it. */
export function slotBytes(note: string): Uint8Array {
  const bytes = new Uint8Array(SLOT_BYTES).fill(0x0a);
  const { read } = new TextEncoder().encodeInto(note, bytes);
  if (read < note.length) throw new RangeError("Cannot keep so long a head");
  return bytes;
}

/** The checkpoints that stand in the slots of a log folder, valid or not. */
export function readHeads(
  disk: Disk,
  dir: string,
): readonly SignedCheckpoint[] {
  return HEAD_NAMES.flatMap((name) => readSlot(disk, `${dir}/${name}`) ?? []);
}

function readSlot(disk: Disk, path: string): SignedCheckpoint | undefined {
  const bytes = readSmall(disk, path, SLOT_BYTES);
  if (!bytes) return undefined;
  const text = new TextDecoder().decode(bytes);
  return parseCheckpoint(`${text.replace(/\n+$/, "")}\n`);
}

function openSlot(disk: Disk, path: string): Slot {
  if (!disk.facts(path)) writeNew(disk, path, slotBytes(""));
  const file = disk.open(path, "write");
  return { path, file, opened: file.facts() };
}
