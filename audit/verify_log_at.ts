import { type Disk, realDisk } from "./disk.ts";
import { LogError } from "./errors.ts";
import type { Segment } from "./log_folder.ts";
import { listSegments } from "./log_folder.ts";
import type { LogVerdict } from "./log_verdict.ts";
import { type LogTrust, LogVerifier } from "./log_verifier.ts";
import { currentHeads, type LogFiles, readBytes, readLog } from "./read_log.ts";

/** What a log on disk is held against; its heads are found there. */
export interface LogAtTrust extends Omit<LogTrust, "heads" | "until"> {
  readonly disk?: Disk;
  readonly wait?: (ms: number) => Promise<void>;
}

/** How long a commit that is under way may take to reach its head. */
const PATIENCE = { tries: 40, ms: 25 } as const;

/**
 * Checks a folder or a file of records, also while it is being written.
 *
 * A folder must reach its signed head. What a running writer adds while this
 * reads is not judged, and is no fault.
 *
 * @throws {LogError} if the path cannot be read as a log.
 */
export async function verifyLogAt(
  path: string,
  trust: LogAtTrust = {},
): Promise<LogVerdict> {
  const { disk = realDisk } = trust;
  const log = readLog(path, disk);
  try {
    return await verifyFiles(log, { ...trust, disk });
  } catch (cause) {
    throw new LogError("unreadable", `Cannot read the audit log: ${path}`, {
      hint: "Try again; the log may have been pruned while it was read",
      cause,
    });
  }
}

async function verifyFiles(
  log: LogFiles,
  trust: LogAtTrust & { readonly disk: Disk },
): Promise<LogVerdict> {
  const { disk, wait = pause } = trust;
  const pinned = trust.pinned && log.successorOf(trust.pinned);
  const keys = [pinned?.publicKey, log.vkey?.publicKey]
    .filter((key) => key !== undefined);
  const newest = () => currentHeads(disk, log.path, keys);
  const heads = newest();
  const verifier = new LogVerifier({
    ...trust,
    ...(pinned ? { pinned } : {}),
    ...(log.vkey ? { assumed: log.vkey } : {}),
    heads,
    ...(heads[0] ? { until: heads[0].size } : {}),
  });
  const bytes = total(log.segments);
  let segments = log.segments;
  for (let tries = 0;;) {
    for (const chunk of readBytes(disk, segments, verifier.offset)) {
      if (!verifier.push(chunk)) break;
    }
    const isDone = verifier.hasFailed || heads.length === 0 ||
      verifier.offset >= bytes;
    if (isDone || tries === PATIENCE.tries) break;
    const head = newest()[0];
    if (head && head.size > verifier.size) {
      segments = listSegments(disk, log.path);
      verifier.readOn(head);
    } else {
      tries += 1;
      await wait(PATIENCE.ms);
    }
  }
  const verdict = verifier.verdict(Math.max(0, bytes - verifier.offset));
  return placed(verdict, segments);
}

function total(segments: readonly Segment[]): number {
  return segments.reduce((sum, { size }) => sum + size, 0);
}

/** The verdict with its offset in the file that it is in. */
function placed(verdict: LogVerdict, segments: readonly Segment[]): LogVerdict {
  if (verdict.ok) return verdict;
  let { offset } = verdict;
  for (const { path, size } of segments) {
    if (offset < size || path === segments.at(-1)!.path) {
      return { ...verdict, offset, file: path };
    }
    offset -= size;
  }
  return verdict;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
