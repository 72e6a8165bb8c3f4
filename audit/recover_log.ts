import {
  isSignedBy,
  parseCheckpoint,
  type SignedCheckpoint,
} from "./checkpoint.ts";
import { isSame } from "./bytes.ts";
import { cleanText } from "./clean_entry.ts";
import { type Disk, realDisk } from "./disk.ts";
import { LedgerError } from "./errors.ts";
import { ANCHORS, findHead, readAnchors } from "./find_head.ts";
import { readHeads } from "./head_slots.ts";
import { loadSigningKey, signerFor, type SigningKey } from "./keys.ts";
import { lockLog } from "./lock_log.ts";
import { listSegments } from "./log_folder.ts";
import { readLines } from "./log_lines.ts";
import { LogWriter } from "./log_writer.ts";
import { formatNote } from "./note.ts";
import { QUARANTINE } from "./quarantine.ts";
import { removeResumePoint } from "./resume_point.ts";
import { type Resumed, resumeLog, wrongKey } from "./resume_log.ts";
import { LogScan } from "./scan_log.ts";
import { settleTail } from "./settle_tail.ts";
import type { SegmentFile } from "./segment_file.ts";

/** What recovery kept, and what it could not. */
export interface Recovery {
  /** Number of records that are still there. */
  readonly kept: number;
  /** Number that the last signed head spoke of. */
  readonly claimed: number;
}

/** What {@link recoverLog} is given. */
export interface RecoverOptions {
  readonly dir: string;
  readonly keyFile: string;
  /** Must be true: the operator knows that records are lost for good. */
  readonly acceptLoss: boolean;
  /** Said in the log, for ever. */
  readonly reason: string;
  readonly now?: () => number;
  readonly disk?: Disk;
}

/**
 * Makes a log that was refused usable again, at the price of a `gap` record.
 *
 * Keeps what is signed and unbroken from the beginning, puts the rest aside,
 * and records the old head, which the log will never reach again.
 *
 * @returns `undefined` if nothing is lost: then it changes nothing.
 * @throws {LedgerError} `wrong_key`, `locked`, `missing_log`, and `damaged` if
 * not one record is signed.
 */
export function recoverLog(options: RecoverOptions): Recovery | undefined {
  const { dir, keyFile, acceptLoss, disk = realDisk } = options;
  const key = loadSigningKey(keyFile, disk);
  const lock = lockLog(disk, dir);
  try {
    const refusal = refusalOf(disk, dir, key);
    if (!refusal) return undefined;
    if (!acceptLoss || !RECOVERABLE.has(refusal.code)) throw refusal;
    return cutBack({ ...options, disk }, { key, lock });
  } finally {
    lock.close();
  }
}

const RECOVERABLE: ReadonlySet<string> = new Set([
  "damaged",
  "too_short",
  "missing_head",
]);

function refusalOf(
  disk: Disk,
  dir: string,
  { publicKey }: SigningKey,
): LedgerError | undefined {
  try {
    resumeLog(disk, { dir, head: findHead(disk, dir, publicKey), publicKey });
    return undefined;
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
}

function cutBack(
  { dir, reason, disk, now = () => Date.now() }: RecoverOptions & {
    readonly disk: Disk;
  },
  { key, lock }: { readonly key: SigningKey; readonly lock: SegmentFile },
): Recovery {
  removeResumePoint(disk, dir);
  const notes = [...readHeads(disk, dir), ...readAnchors(disk, dir)]
    .filter((note) => isSignedBy(note, key.publicKey));
  const { kept, old } = lastSound(disk, { dir, key, notes });
  const size = kept.end.frontier.size;
  putAnchorsAside(disk, dir, size);
  const { segment, entries } = settleTail(disk, {
    dir,
    place: kept.place,
    size,
    first: kept.segments[0]!.first,
    lock,
    cause: "loss",
  });
  const signer = signerFor(key, kept.origin);
  const writer = new LogWriter(disk, kept, { dir, signer, now, segment });
  writer.commit((batch) => {
    for (const entry of entries) batch.add(entry);
    const note = formatNote(old.note);
    batch.add({ type: "gap", note, reason: cleanText(reason) });
    batch.checkpoint();
  });
  // Once more, so that neither slot holds the head that was given up.
  writer.commit((batch) => batch.checkpoint());
  writer.close();
  return { kept: size, claimed: old.size };
}

/** The longest beginning of the log that is sound and signed. */
function lastSound(
  disk: Disk,
  { dir, key, notes }: {
    readonly dir: string;
    readonly key: SigningKey;
    readonly notes: readonly SignedCheckpoint[];
  },
): { readonly kept: Resumed; readonly old: SignedCheckpoint } {
  const { publicKey } = key;
  const scan = new LogScan({ pinned: { publicKey } });
  let sound: SignedCheckpoint | undefined;
  for (const { bytes } of readLines(disk, listSegments(disk, dir))) {
    const { fault, record } = scan.line(bytes);
    if (fault) break;
    const inside = record.type === "checkpoint"
      ? parseCheckpoint(record.note)
      : undefined;
    const beside = notes.find((note) =>
      note.size === scan.size && isSame(note.root, scan.root())
    );
    sound = beside ?? inside ?? sound;
  }
  if (!sound) {
    throw new LedgerError(
      "damaged",
      `Cannot save any record of the audit log as none is signed: ${dir}`,
      { hint: "Move the folder away and start anew" },
    );
  }
  const current = scan.keys.current?.publicKey;
  if (!current || !isSame(current, publicKey)) throw wrongKey(dir);
  const kept = resumeLog(disk, { dir, head: sound, publicKey });
  const old = notes.reduce((a, b) => b.size > a.size ? b : a, sound);
  return { kept, old };
}

/** Anchored notes that the log no longer reaches would stop every start. */
function putAnchorsAside(disk: Disk, dir: string, size: number): void {
  for (const name of disk.list(`${dir}/${ANCHORS}`)) {
    if (!(parseInt(name) > size)) continue;
    disk.makeDir(`${dir}/${QUARANTINE}`);
    disk.rename(`${dir}/${ANCHORS}/${name}`, `${dir}/${QUARANTINE}/${name}`);
  }
}
