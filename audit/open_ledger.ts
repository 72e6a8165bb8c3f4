import { setImmediate } from "node:timers";
import { isWritable } from "./clean_entry.ts";
import { type Disk, realDisk } from "./disk.ts";
import type { Hash } from "./entry.ts";
import { LedgerError, WaterwallError } from "./errors.ts";
import { every } from "./every.ts";
import { findHead } from "./find_head.ts";
import {
  createSigningKey,
  loadSigningKey,
  signerFor,
  type SigningKey,
} from "./keys.ts";
import type { Ledger, OnCommit } from "./ledger.ts";
import { lockLog } from "./lock_log.ts";
import { LogWriter } from "./log_writer.ts";
import { createLog } from "./new_log.ts";
import { QueuedLedger } from "./queued_ledger.ts";
import { finishRotation, handOverPending, publishKey } from "./rotate_key.ts";
import { resumeLog } from "./resume_log.ts";
import type { SegmentFile } from "./segment_file.ts";
import { settleTail } from "./settle_tail.ts";

/** What a ledger is opened with. */
export interface LedgerOptions {
  /** Folder of the log; made if it is not there. */
  readonly dir: string;
  /** The private key; made with a new log, never beside an old one. */
  readonly keyFile: string;
  /** Name and version of the program, e.g. `waterwall 1.0.0`. */
  readonly tool: string;
  /** Of the policy in force at the start. */
  readonly policy: Hash;
  /** Of the framework tags in use. */
  readonly catalogue?: Hash;
  /** What the log's name begins with, best a domain of one's own. @default {"local"} */
  readonly prefix?: string;
  /** Size at which a segment ends, in bytes. @default {67_108_864} */
  readonly segmentBytes?: number;
  /** Wall time between two checkpoints, in milliseconds. @default {300_000} */
  readonly heartbeatMs?: number;
  readonly onCommit?: OnCommit;
  readonly now?: () => number;
  readonly random?: (bytes: number) => Uint8Array;
  readonly disk?: Disk;
  /** Runs something once all that has arrived by now has been appended. */
  readonly defer?: (run: () => void) => void;
  /** Calls every so often until what it returns is called. */
  readonly every?: (run: () => void, ms: number) => () => void;
}

const DEFAULTS = {
  prefix: "local",
  segmentBytes: 64 * 1024 * 1024,
  heartbeatMs: 5 * 60_000,
  now: () => Date.now(),
  random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)),
  disk: realDisk,
  defer: (run: () => void) => void setImmediate(run),
  every,
} as const;

/** Options with every default in place. */
export type Opening =
  & LedgerOptions
  & Required<
    Omit<LedgerOptions, "catalogue" | "onCommit">
  >;

/**
 * Opens a log to write it, making it if it is new.
 *
 * Goes on only from what its own key has signed: bytes after that are put
 * aside and recorded, bytes missing before it are a refusal.
 *
 * @throws {LedgerError} `locked`, `missing_log`, `missing_head`,
 * `missing_key`, `wrong_key`, `damaged`, `too_short`, `unusable`.
 * @throws {KeyError} if the signing key cannot be used.
 */
// Asynchronous for its callers' sake: nothing here waits.
// deno-lint-ignore require-await
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const opening: Opening = { ...DEFAULTS, ...options };
  try {
    return openNow(opening);
  } catch (cause) {
    if (cause instanceof WaterwallError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LedgerError(
      "unusable",
      `Cannot open the audit log: ${opening.dir}: ${reason}`,
      { hint: "Check that the folder is yours, and the disk not full", cause },
    );
  }
}

function openNow(opening: Opening): Ledger {
  const { disk, dir, tool, policy } = opening;
  if (!isWritable({ type: "start", tool, policy, resumed: 0 })) {
    throw new LedgerError(
      "invalid_entry",
      "Cannot open the audit log with this tool or policy: " +
        JSON.stringify({ tool, policy }),
      { hint: "Give the tool a name, and the policy's SHA-256 in hex" },
    );
  }
  const isNew = disk.list(dir).length === 0;
  const key = isNew ? firstKey(opening) : ownKey(opening);
  if (isNew) begin(opening, key);
  const lock = lockLog(disk, dir);
  try {
    return new QueuedLedger(goOn(opening, { key, lock }), opening);
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** A writer at the newest head, which has recorded that it started. */
function goOn(
  { disk, dir, keyFile, now, tool, policy }: Opening,
  { key, lock }: { readonly key: SigningKey; readonly lock: SegmentFile },
): LogWriter {
  const current = finishRotation(disk, { dir, keyFile, key });
  const { publicKey } = current;
  const head = findHead(disk, dir, publicKey);
  const resumed = resumeLog(disk, { dir, head, publicKey });
  const { place, end, origin, segments } = resumed;
  const size = end.frontier.size;
  const first = segments[0]!.first;
  const tail = settleTail(disk, { dir, place, size, first, lock });
  const writer = new LogWriter(disk, resumed, {
    dir,
    signer: signerFor(current, origin),
    now,
    segment: tail.segment,
  });
  try {
    handOverPending(disk, { writer, resumed, dir, keyFile });
    if (resumed.isSealed) writer.beginSegment();
    writer.commit((batch) => {
      for (const entry of tail.entries) batch.add(entry);
      batch.add({ type: "start", tool, policy, resumed: size });
    });
    publishKey(disk, dir, writer.signer.vkey);
    return writer;
  } catch (error) {
    writer.close();
    throw error;
  }
}

function firstKey({ disk, keyFile }: Opening): SigningKey {
  return disk.facts(keyFile)
    ? loadSigningKey(keyFile, disk)
    : createSigningKey(keyFile, disk);
}

function ownKey({ disk, dir, keyFile }: Opening): SigningKey {
  if (disk.facts(keyFile)) return loadSigningKey(keyFile, disk);
  throw new LedgerError(
    "missing_key",
    `Cannot go on with the audit log as its signing key is gone: ${keyFile}`,
    { hint: `Restore the key from a backup, or move ${dir} away` },
  );
}

function begin(opening: Opening, key: SigningKey): void {
  const { disk, dir, tool, prefix, random, now, catalogue } = opening;
  const origin = `${prefix}/waterwall/${random(8).toHex()}`;
  try {
    createLog(disk, {
      dir,
      signer: signerFor(key, origin),
      tool,
      nowMs: now(),
      ...(catalogue ? { catalogue } : {}),
    });
  } catch (error) {
    // Another instance may have been quicker: then its log is the one.
    if (disk.list(dir).length === 0) throw error;
  }
}
