import { isSame } from "./bytes.ts";
import type { ChainEnd } from "./chain.ts";
import { parseCheckpoint, type SignedCheckpoint } from "./checkpoint.ts";
import type { Disk } from "./disk.ts";
import { LedgerError } from "./errors.ts";
import { listSegments, type Segment } from "./log_folder.ts";
import { type LogPlace, readLines } from "./log_lines.ts";
import { readResumePoint } from "./resume_point.ts";
import { LogScan } from "./scan_log.ts";
import type { Vkey } from "./vkey.ts";

/** A log up to its newest signed head: where a writer may go on. */
export interface Resumed {
  readonly end: ChainEnd;
  readonly origin: string;
  /** The key that is announced and has not signed yet. */
  readonly nextKey: Vkey | undefined;
  /** Where the next record belongs. */
  readonly place: LogPlace;
  /** Records since the last checkpoint in the log. */
  readonly sinceCheckpoint: number;
  /** Whether the segment has been sealed and another must begin. */
  readonly isSealed: boolean;
  readonly segments: readonly Segment[];
}

/** A log to go on with, and what is known of it before it is read. */
export interface ResumeFrom {
  readonly dir: string;
  /** The newest head that our key signed. */
  readonly head: SignedCheckpoint;
  readonly publicKey: Uint8Array;
}

/**
 * Reads a log up to its newest signed head, and never further than it must.
 *
 * A checkpoint in the log that is newer than the head counts as the head.
 *
 * @throws {LedgerError} `damaged`, `too_short`, `wrong_key`.
 */
export function resumeLog(disk: Disk, from: ResumeFrom): Resumed {
  const { dir, head, publicKey } = from;
  const segments = listSegments(disk, dir);
  const noted = readResumePoint(disk, { dir, segments, publicKey });
  const usable = noted && noted.start.end.frontier.size <= head.size
    ? noted
    : undefined;
  const scan = new LogScan({
    pinned: { publicKey },
    ...(usable ? { start: usable.start } : {}),
  });
  const walk = new Walk(scan, usable?.place);
  const lines = readLines(disk, segments, usable?.place);
  try {
    if (scan.size < head.size) walk.to(head.size, lines);
    const reached = walk.reached(head, segments);
    const current = scan.keys.current?.publicKey;
    const newer = walk.newest(lines);
    if (newer && newer.size > head.size) {
      return resumeLog(disk, { ...from, head: newer });
    }
    if (!current || !isSame(current, publicKey)) throw wrongKey(dir);
    return reached;
  } finally {
    lines.return(undefined);
  }
}

/** What the configured key did not sign. */
export function wrongKey(dir: string): LedgerError {
  return new LedgerError(
    "wrong_key",
    `Cannot go on with the audit log as another key signs it: ${dir}`,
    {
      hint: "Restore the signing key that belongs to it, or move the log away",
    },
  );
}

/** A scan on its way through a log. */
class Walk {
  readonly #scan: LogScan;
  #place: LogPlace;
  #sinceCheckpoint = 0;
  #lastTypes: readonly string[] = [];

  constructor(
    scan: LogScan,
    place: LogPlace = { segment: 0, offset: 0 },
  ) {
    this.#scan = scan;
    this.#place = place;
  }

  #take(line: { readonly bytes: Uint8Array; readonly next: LogPlace }) {
    const { fault, record } = this.#scan.line(line.bytes);
    if (fault) return fault;
    this.#place = line.next;
    this.#sinceCheckpoint += 1;
    if (record.type === "checkpoint") this.#sinceCheckpoint = 0;
    this.#lastTypes = [this.#lastTypes.at(-1) ?? "", record.type];
    return undefined;
  }

  /** Goes on to where a size is reached; every line must hold. */
  to(size: number, lines: ReturnType<typeof readLines>): void {
    for (let line = lines.next(); !line.done; line = lines.next()) {
      const fault = this.#take(line.value);
      if (fault) throw damaged(this.#scan.size, fault);
      if (this.#scan.size === size) return;
    }
    throw new LedgerError(
      "too_short",
      "Cannot go on with the audit log as it is shorter than its signed head " +
        `says: ${this.#scan.size} of ${size} records are there`,
      { hint: LOSS_HINT },
    );
  }

  /** The state at the head, which must be what the head says. */
  reached(head: SignedCheckpoint, segments: readonly Segment[]): Resumed {
    const { origin, keys } = this.#scan;
    const isSigned = isSame(this.#scan.root(), head.root) &&
      this.#scan.size === head.size;
    if (!isSigned || origin !== head.origin) {
      throw damaged(head.size - 1, "root");
    }
    const last = segments.at(-1)!;
    const startsAnew = last.first === head.size;
    return {
      end: this.#scan.end(),
      origin,
      nextKey: keys.next,
      place: startsAnew ? { segment: last.first, offset: 0 } : this.#place,
      sinceCheckpoint: this.#sinceCheckpoint,
      isSealed: !startsAnew && this.#lastTypes.join() === "seal,checkpoint",
      segments,
    };
  }

  /** The newest checkpoint in the lines after the head that hold. */
  newest(
    lines: ReturnType<typeof readLines>,
  ): SignedCheckpoint | undefined {
    let newest: SignedCheckpoint | undefined;
    for (let line = lines.next(); !line.done; line = lines.next()) {
      const { fault, record } = this.#scan.line(line.value.bytes);
      if (fault) break;
      if (record.type === "checkpoint") newest = parseCheckpoint(record.note);
    }
    return newest;
  }
}

const LOSS_HINT =
  "Restore the folder from a backup, or run `waterwall recover --accept-loss`";

function damaged(seq: number, fault: string): LedgerError {
  return new LedgerError(
    "damaged",
    "Cannot go on with the audit log as it is damaged or altered below its " +
      `signed head: record ${seq} (${fault})`,
    { hint: LOSS_HINT },
  );
}
