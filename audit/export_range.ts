import type { Before } from "./bundle_source.ts";
import { parseCheckpoint, type SignedCheckpoint } from "./checkpoint.ts";
import type { LogRecord } from "./entry.ts";
import { formatNote } from "./note.ts";
import { leafHash, type Tree } from "./tree.ts";
import { treeBefore } from "./tree_before.ts";

/** One end of a stretch of records: a sequence number, or a time. */
export type RangeEnd = { readonly seq: number } | {
  /** The beginning of an ISO time in UTC, e.g. `2026-09-01` or `2026-09-01T12:30`. */
  readonly time: string;
};

/** Both ends are inside, and widened to where the log was signed. */
export interface ExportRange {
  readonly since?: RangeEnd;
  readonly until?: RangeEnd;
}

/** A stretch that can be proved by itself. */
export interface ProvableRange {
  readonly from: number;
  /** The one after the last record. */
  readonly to: number;
  /** A signed note over `to` records. */
  readonly checkpoint: string;
  /** What stands before `from`, unless that is 0. */
  readonly before?: Before;
}

const TIME = /^\d{4}-\d\d-\d\d(?:T\d\d(?::\d\d(?::\d\d(?:\.\d{1,3})?)?)?)?Z?$/;

/** Reads a sequence number or a time; `undefined` if it is neither. */
export function parseRangeEnd(text: string): RangeEnd | undefined {
  if (/^\d{1,15}$/.test(text)) return { seq: Number(text) };
  return TIME.test(text) ? { time: text.replace("Z", "") } : undefined;
}

/**
 * Finds the narrowest stretch around a range that begins and ends where a
 * checkpoint stands, while a log that was verified goes by.
 *
 * Its end must be signed by the key that is in force now, which also signs
 * what is exported.
 */
export class RangeChooser {
  readonly #range: ExportRange;
  #tree: Tree | undefined;
  #before: Before | undefined;
  #hasBegun = false;
  #isEmpty = true;
  /** Number of records up to the last one that is wanted. */
  #wanted = 0;
  /** Per key id, the first note over at least as many. */
  readonly #ends = new Map<string, SignedCheckpoint>();

  constructor(range: ExportRange) {
    this.#range = range;
  }

  /** Takes the next record and its line. */
  visit(record: LogRecord, line: Uint8Array): void {
    const { seq, type } = record;
    this.#tree ??= treeBefore(record);
    const isBoundary = seq > 0 && (type === "checkpoint" || type === "seal");
    if (isBoundary && !this.#hasBegun) {
      const frontier = { size: seq, nodes: this.#tree.nodes };
      this.#before = { frontier, prev: record.prev_hash };
    }
    if (record.type === "checkpoint") this.#end(record.note);
    this.#tree.push(leafHash(line));
    this.#compare(record);
  }

  #compare(record: LogRecord): void {
    const { since, until } = this.#range;
    this.#hasBegun ||= !since || isFrom(record, since);
    if (until && !isUpTo(record, until)) return;
    this.#wanted = record.seq + 1;
    this.#ends.clear();
    if (this.#hasBegun) this.#isEmpty = false;
  }

  #end(note: string): void {
    const checkpoint = parseCheckpoint(note);
    if (!checkpoint || checkpoint.size < this.#wanted) return;
    // The key in force stands first, also where the next one signs with it.
    const keyId = checkpoint.note.signatures[0]?.keyId ?? "";
    if (!this.#ends.has(keyId)) this.#ends.set(keyId, checkpoint);
  }

  /**
   * The stretch, once the log has gone by up to its head; `undefined` if no
   * record is in the range. `keyId` is that of the key in force.
   */
  choose(head: SignedCheckpoint, keyId: string): ProvableRange | undefined {
    if (this.#isEmpty) return undefined;
    const end = this.#ends.get(keyId) ?? head;
    return {
      from: this.#before?.frontier.size ?? 0,
      to: end.size,
      checkpoint: formatNote(end.note),
      ...(this.#before ? { before: this.#before } : {}),
    };
  }
}

/** Whether a record is not before the beginning of a range. */
export function isFrom({ seq, ts }: LogRecord, end: RangeEnd): boolean {
  return "seq" in end ? seq >= end.seq : ts >= end.time;
}

/** Whether a record is not after the end of a range. */
export function isUpTo({ seq, ts }: LogRecord, end: RangeEnd): boolean {
  return "seq" in end
    ? seq <= end.seq
    : ts.slice(0, end.time.length) <= end.time;
}
