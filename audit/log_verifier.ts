import { toHex } from "./bytes.ts";
import { parseCheckpoint, type SignedCheckpoint } from "./checkpoint.ts";
import { Doubt, type Place } from "./doubt.ts";
import type { LogRecord } from "./entry.ts";
import { judgeLog } from "./judge_log.ts";
import { LineSplitter } from "./line_splitter.ts";
import { EXPLANATION, type LogFault } from "./log_fault.ts";
import {
  type LogFails,
  type LogSummary,
  type LogVerdict,
  weakness,
} from "./log_verdict.ts";
import type { PinnedKey } from "./public_key.ts";
import { LogScan, type Scanned, type ScanStart } from "./scan_log.ts";
import { formatVkey } from "./vkey.ts";

/** What a log is held against. */
export interface LogTrust {
  /** The key to trust; without one, the log's own, and the verdict says so. */
  readonly pinned?: PinnedKey;
  /** The key that a log names as its own, to be known again where its first record is gone. */
  readonly assumed?: PinnedKey;
  /** Checkpoints that stand beside the log: it must reach all of them. */
  readonly heads?: readonly SignedCheckpoint[];
  /** Checkpoints that were seen elsewhere or earlier: it must continue them. */
  readonly seen?: readonly SignedCheckpoint[];
  /** Read so many records, and leave the rest unread. */
  readonly until?: number;
  /** Where to begin, if not where the log does. */
  readonly start?: ScanStart;
  /** Is given each record that holds. The bytes are on loan. */
  readonly visit?: (record: LogRecord, line: Uint8Array) => void;
}

/**
 * Checks a log that goes by in pieces, in memory that does not grow with it.
 *
 * Push until it does not ask for more, then ask for the verdict. Never throws:
 * a bad log is an answer.
 */
export class LogVerifier {
  readonly #trust: LogTrust;
  readonly #scan: LogScan;
  readonly #lines = new LineSplitter();
  readonly #roots = new Map<number, Uint8Array | undefined>();
  /** Where the last record under each of these roots begins. */
  readonly #offsets = new Map<number, number>();
  readonly #types: Partial<Record<LogRecord["type"], number>> = {};
  readonly #gaps: { readonly from: number; readonly to: number }[] = [];
  #heads: readonly SignedCheckpoint[];
  #until: number;
  #since = "";
  /** Where the line before the next one begins. */
  #lastOffset = 0;
  #fails: Place | undefined;
  /** Open until it is clear which of two neighbours is wrong. */
  #doubt: Doubt | undefined;

  constructor(trust: LogTrust = {}) {
    const { start, assumed, heads = [], seen = [] } = trust;
    const pinned = trust.pinned ?? assumed;
    this.#trust = trust;
    this.#heads = heads;
    this.#until = trust.until ?? Infinity;
    this.#scan = new LogScan({
      ...(start ? { start } : {}),
      ...(pinned ? { pinned } : {}),
    });
    for (const { size } of [...heads, ...seen]) this.#expect(size);
  }

  /** Number of records that hold so far, those that were pruned included. */
  get size(): number {
    return this.#scan.size;
  }

  /** Where the next record begins, in bytes from the start of the stream. */
  get offset(): number {
    return this.#lines.offset;
  }

  /** Whether something is known to be wrong: then nothing more is read. */
  get hasFailed(): boolean {
    return this.#fails !== undefined;
  }

  /** Takes a newer head, and reads on up to it; the stream goes on at offset. */
  readOn(head: SignedCheckpoint): void {
    this.#heads = [...this.#heads, head];
    this.#until = head.size;
    this.#lines.rewind();
    this.#expect(head.size);
  }

  /** Takes the next bytes; answers whether more would change the verdict. */
  push(chunk: Uint8Array): boolean {
    if (this.#fails || this.size >= this.#until) return false;
    const answer = this.#lines.push(chunk, (line) => this.#take(line));
    if (answer === "long") this.#fail("limit");
    return answer === "more";
  }

  #expect(size: number): void {
    if (this.#roots.get(size)) return;
    this.#roots.set(size, size === this.size ? this.#scan.root() : undefined);
  }

  #take(line: Uint8Array): boolean {
    const offset = this.#lines.offset;
    const scanned = this.#scan.line(line);
    if (this.#doubt) this.#settle(this.#doubt, scanned);
    else if (scanned.fault) this.#refuse(line, scanned);
    else this.#note(scanned.record, line);
    this.#lastOffset = offset;
    return !this.#fails && this.size < this.#until;
  }

  #note(record: LogRecord, line: Uint8Array): void {
    this.#since ||= record.ts;
    this.#types[record.type] = (this.#types[record.type] ?? 0) + 1;
    if (record.type === "gap") {
      const { size } = parseCheckpoint(record.note)!;
      this.#gaps.push({ from: record.seq, to: size });
    }
    if (this.#roots.has(this.size)) {
      this.#roots.set(this.size, this.#scan.root());
      this.#offsets.set(this.size - 1, this.#lines.offset);
    }
    this.#trust.visit?.(record, line);
  }

  #fail(code: LogFault, at: Partial<Place> = {}): void {
    const { seq = this.size, offset = this.#lines.offset } = at;
    this.#fails ??= { code, seq, offset };
  }

  #refuse(line: Uint8Array, { fault, record }: Scanned): void {
    const isFirst = this.size === this.#scan.first;
    if (fault !== "prev-hash" || !record || isFirst) return this.#fail(fault!);
    const seq = this.size;
    const doubt = new Doubt(this.#scan, {
      before: { code: fault, seq: seq - 1, offset: this.#lastOffset },
      after: { code: fault, seq, offset: this.#lines.offset },
    });
    this.#doubt = doubt;
    this.#scan.supposeLast(record.prev_hash);
    this.#settle(doubt, this.#scan.line(line));
  }

  #settle(doubt: Doubt, scanned: Scanned): void {
    const { pinned } = this.#trust;
    this.#fails = doubt.settle(scanned, {
      heads: this.#heads,
      ...(pinned ? { pinned } : {}),
    });
  }

  /**
   * The answer, when all has been pushed.
   *
   * @param tailBytes what follows and was left unread on purpose.
   */
  verdict(tailBytes = 0): LogVerdict {
    if (this.#doubt) this.#fails ??= this.#doubt.unsettled;
    if (this.#lines.pending > 0) this.#fail("bad-json");
    if (this.size === this.#scan.first) this.#fail("no-signature");
    if (this.#fails) return fails(this.#fails);
    const { fault, signed } = judgeLog(this.#scan, {
      ...this.#trust,
      heads: this.#heads,
      roots: this.#roots,
      gaps: this.#gaps,
    });
    if (fault) return fails({ ...fault, offset: this.#offsetOf(fault.seq) });
    return this.#holds(this.#summary(signed, tailBytes));
  }

  /** Where a record begins that a verdict can name; of one that is missing, the end. */
  #offsetOf(seq: number): number {
    if (seq >= this.size) return this.#lines.offset;
    return seq === this.size - 1
      ? this.#lastOffset
      : this.#offsets.get(seq) ?? 0;
  }

  #holds(log: LogSummary): LogVerdict {
    const { size, signed, tailBytes } = log;
    const weaker = [
      ...(signed < size || tailBytes > 0 ? [weakness("unsigned-tail")] : []),
      ...(this.#trust.pinned ? [] : [weakness("not-pinned")]),
      ...(this.#gaps.length > 0 ? [weakness("gap")] : []),
    ];
    return { ok: true, weaker, log };
  }

  #summary(signed: number, tailBytes: number): LogSummary {
    const { origin = "", first, size, ts, keys } = this.#scan;
    return {
      origin,
      first,
      size,
      signed,
      root: toHex(this.#scan.root()),
      since: this.#since,
      until: ts,
      types: this.#types,
      keys: keys.epochs.map(({ vkey, from }) => ({
        vkey: vkey && formatVkey(vkey),
        from,
      })),
      tailBytes,
    };
  }
}

function fails(place: Place): LogFails {
  return { ok: false, ...place, explanation: EXPLANATION[place.code] };
}
