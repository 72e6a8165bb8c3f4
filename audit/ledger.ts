import type { Commit } from "./batch.ts";
import type { Committed, Entry, EvidenceEntry, KeyReason } from "./entry.ts";
import type { LedgerError } from "./errors.ts";

/** A log that is being written: durable before done. */
export interface Ledger {
  /** Name of the log. */
  readonly origin: string;
  /** The key that signs now: what an auditor pins. */
  readonly vkey: string;
  /** Number of records, and so the `seq` of the next. */
  readonly size: number;
  /** The newest signed note, over all records. */
  readonly head: string;
  /** Why nothing can be appended any more; `undefined` while all is well. */
  readonly failure: LedgerError | undefined;

  /**
   * Resolves once the entry is on the device and under a signed head.
   *
   * Entries that arrive together are made durable together. A redaction of
   * very many items becomes several records; the last one is answered.
   *
   * @throws {LedgerError} `write_failed`: nothing of it is recorded, and the
   * next may succeed; `poisoned`, `closed`: none will; `invalid_entry`.
   */
  readonly append: (entry: Entry | EvidenceEntry) => Promise<Committed>;

  /** Writes a checkpoint now, with all that waits. */
  checkpoint(): void;
  /** Ends the segment and begins the next; `seq` goes on. */
  rotateChain(): void;
  /** Replaces the signing key; both sign that. Returns the new vkey. */
  rotateKey(reason: KeyReason): string;
  /**
   * Deletes the segments that end before a record, which must be all of them
   * sealed. What stays remains verifiable.
   *
   * @returns the first record that is still there.
   */
  prune(before: number): number;
  /** Writes what waits, then that it was stopped; frees the log. */
  close(reason: string): Promise<void>;
}

/** Told of every commit after the start's own, once it is durable, in order. */
export type OnCommit = (commit: Commit) => void;
