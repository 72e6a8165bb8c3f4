import { isSame, toHex } from "./bytes.ts";
import { Chain, type ChainEnd, MAX_LINE_BYTES } from "./chain.ts";
import {
  isOrigin,
  parseCheckpoint,
  type SignedCheckpoint,
} from "./checkpoint.ts";
import type { Hash, LogRecord } from "./entry.ts";
import { type KeyFault, KeyHistory } from "./key_history.ts";
import { type FormFault, parseCanonical } from "./parse_canonical.ts";
import type { PinnedKey } from "./public_key.ts";
import { RecordClock } from "./record_clock.ts";
import { isRecord } from "./schema.ts";
import { parseVkey } from "./vkey.ts";

/** What can be wrong with a line. */
export type LineFault =
  | FormFault
  | KeyFault
  | "limit"
  | "schema"
  | "seq"
  | "prev-hash"
  | "ts"
  | "note"
  | "origin"
  | "size"
  | "root";

/** A line that holds, or what is wrong with it. */
export type Scanned =
  | { readonly record: LogRecord; readonly fault?: undefined }
  | {
    readonly fault: LineFault;
    /** Present as soon as the line could be read as a record. */
    readonly record?: LogRecord;
  };

/** Where in the middle of a log a scan may begin. */
export interface ScanStart {
  readonly end: ChainEnd;
  readonly origin: string;
  readonly keys: KeyHistory;
}

/**
 * Reads a log line by line and holds each to everything before it: form,
 * chain, tree, time, and the log's own checkpoints and keys.
 *
 * Begins with a `genesis` record or, where a log was pruned, with a `seal`
 * and its checkpoint; or at a `ScanStart`. After a fault its state is as it
 * was before that line.
 */
export class LogScan {
  readonly #pinned: PinnedKey | undefined;
  #chain: Chain;
  readonly #clock = new RecordClock();
  #ts = "";
  #origin: string | undefined;
  #keys: KeyHistory;
  #begins: boolean;
  #first = 0;

  constructor(
    { start, pinned }: {
      readonly start?: ScanStart;
      readonly pinned?: PinnedKey;
    } = {},
  ) {
    this.#pinned = pinned;
    this.#chain = new Chain(start?.end);
    this.#origin = start?.origin;
    this.#keys = start?.keys ?? new KeyHistory(undefined, pinned);
    this.#begins = !start;
    if (start) {
      this.#first = start.end.frontier.size;
      this.#ts = new Date(start.end.ms).toISOString();
    }
  }

  /** Number of records up to here, those that were pruned included. */
  get size(): number {
    return this.#chain.size;
  }

  /** Sequence number of the first record that was read. */
  get first(): number {
    return this.#first;
  }

  /** The log's name, as soon as a record has told it. */
  get origin(): string | undefined {
    return this.#origin;
  }

  get keys(): KeyHistory {
    return this.#keys;
  }

  /** Time of the last record; empty before the first. */
  get ts(): string {
    return this.#ts;
  }

  root(): Uint8Array {
    return this.#chain.root();
  }

  end(): ChainEnd {
    return this.#chain.end();
  }

  /** Goes on as if the last record had been the one that a `prev_hash` names. */
  supposeLast(hash: Hash): void {
    this.#chain.supposeLast(hash);
    this.#ts = "";
  }

  /** Takes the next line, without its line feed. */
  line(bytes: Uint8Array): Scanned {
    if (bytes.length > MAX_LINE_BYTES || bytes.length < 2) {
      return { fault: "limit" };
    }
    const { value, fault } = parseCanonical(bytes);
    if (fault) return { fault };
    if (!isRecord(value)) return { fault: "schema" };
    const record: LogRecord = value;
    const wrong = (this.#begins ? this.#begin(record) : undefined) ??
      this.#place(record) ?? this.#meaning(record);
    if (wrong) return { fault: wrong, record };
    this.#chain.follow(bytes, this.#clock.ms);
    this.#ts = record.ts;
    this.#begins = false;
    return { record };
  }

  /** The first record must say where it starts from. */
  #begin(record: LogRecord): LineFault | undefined {
    if (record.type === "genesis") return this.#beginNew(record);
    if (record.type !== "seal") return record.seq === 0 ? "schema" : "seq";
    const nodes = record.frontier.map((hash) => Uint8Array.fromHex(hash));
    try {
      const frontier = { size: record.size, nodes };
      this.#chain = new Chain({ prev: record.prev_hash, ms: 0, frontier });
    } catch {
      return "size";
    }
    this.#first = record.size;
    return undefined;
  }

  #beginNew({ origin, key }: LogRecord & { readonly type: "genesis" }) {
    const vkey = parseVkey(key);
    if (!isOrigin(origin) || vkey?.name !== origin) return "origin";
    this.#origin = origin;
    this.#keys = new KeyHistory(vkey, this.#pinned);
    return undefined;
  }

  /** Whether it stands where it says. */
  #place({ seq, prev_hash, ts, type }: LogRecord): LineFault | undefined {
    if (seq !== this.#chain.size) return "seq";
    if (prev_hash !== this.#chain.prev) return "prev-hash";
    if (ts < this.#ts || !this.#clock.read(ts)) return "ts";
    return (type === "genesis") === (seq === 0) ? undefined : "schema";
  }

  /** Whether what it says of the log is so. */
  #meaning(record: LogRecord): LineFault | undefined {
    switch (record.type) {
      case "checkpoint":
        return this.#checkpoint(record.note);
      case "key":
        return this.#keys.announce(record, this.#origin ?? "");
      case "seal":
        return this.#seal(record);
      case "gap":
        return parseCheckpoint(record.note) ? undefined : "note";
      case "genesis":
      case "start":
      case "stop":
      case "redaction":
      case "restoration":
      case "block":
      case "killswitch":
      case "policy":
      case "session":
      case "anchor":
      case "recovery":
      case "export":
        return undefined;
    }
  }

  #checkpoint(text: string): LineFault | undefined {
    const checkpoint = parseCheckpoint(text);
    if (!checkpoint) return "note";
    const { size, root, origin } = checkpoint;
    if (size !== this.size) return "size";
    if (!isSame(root, this.root())) return "root";
    this.#origin ??= this.#adopt(checkpoint);
    return origin === this.#origin ? this.#keys.take(checkpoint) : "origin";
  }

  /** The name that a pruned log's first checkpoint gives it. */
  #adopt({ origin }: SignedCheckpoint): string {
    return this.#pinned?.origin ?? origin;
  }

  #seal(
    { size, frontier }: LogRecord & { readonly type: "seal" },
  ): LineFault | undefined {
    if (size !== this.size) return "size";
    const nodes = this.end().frontier.nodes;
    const isOurs = frontier.length === nodes.length &&
      frontier.every((hash, i) => hash === toHex(nodes[i]!));
    return isOurs ? undefined : "root";
  }
}
