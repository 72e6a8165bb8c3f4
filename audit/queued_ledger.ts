import type { Commit } from "./batch.ts";
import { cleanEntry, cleanText } from "./clean_entry.ts";
import type { Committed, Entry, EvidenceEntry, KeyReason } from "./entry.ts";
import { LedgerError } from "./errors.ts";
import type { Ledger } from "./ledger.ts";
import type { LogWriter } from "./log_writer.ts";
import type { Opening } from "./open_ledger.ts";
import { pruneLog } from "./prune_log.ts";
import { rotateKey } from "./rotate_key.ts";
import { formatVkey } from "./vkey.ts";

interface Waiting {
  readonly entries: readonly (Entry | EvidenceEntry)[];
  readonly done: (committed: Committed) => void;
  readonly failed: (error: LedgerError) => void;
}

/** Entries of one commit; more wait for the next. */
const MAX_BATCH = 1024;

/** How often the heart is looked at, as a part of its beat. */
const BEAT_PARTS = 10;

/** Gathers what arrives together, and has the writer commit it at once. */
export class QueuedLedger implements Ledger {
  readonly #writer: LogWriter;
  readonly #opening: Opening;
  readonly #stopHeart: () => void;
  #waiting: Waiting[] = [];
  #isScheduled = false;
  #isClosed = false;

  constructor(writer: LogWriter, opening: Opening) {
    this.#writer = writer;
    this.#opening = opening;
    const { every, heartbeatMs } = opening;
    this.#stopHeart = every(() => this.#beat(), heartbeatMs / BEAT_PARTS);
  }

  get origin(): string {
    return this.#writer.signer.vkey.name;
  }

  get vkey(): string {
    return formatVkey(this.#writer.signer.vkey);
  }

  get size(): number {
    return this.#writer.size;
  }

  get head(): string {
    return this.#writer.head;
  }

  get failure(): LedgerError | undefined {
    return this.#writer.failure;
  }

  append = (entry: Entry | EvidenceEntry): Promise<Committed> => {
    const { promise, resolve: done, reject: failed } = Promise.withResolvers<
      Committed
    >();
    const entries = cleanEntry(this.#complete(entry));
    if (this.#isClosed) failed(closed());
    else if (!entries) failed(invalid(entry));
    else this.#wait({ entries, done, failed });
    return promise;
  };

  #complete(entry: Entry | EvidenceEntry): Entry | EvidenceEntry {
    const { catalogue } = this.#opening;
    return entry.type === "policy" && catalogue
      ? { catalogue, ...entry }
      : entry;
  }

  #wait(waiting: Waiting): void {
    this.#waiting.push(waiting);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#opening.defer(() => this.#flush());
  }

  #flush(): void {
    this.#isScheduled = false;
    while (this.#waiting.length > 0) {
      this.#commit(this.#waiting.splice(0, MAX_BATCH));
    }
  }

  #commit(waiting: readonly Waiting[]): void {
    const answers: Committed[] = [];
    try {
      this.#sealIfFull();
      this.#tell(this.#writer.commit((batch) => {
        for (const { entries } of waiting) {
          answers.push(entries.map((entry) => batch.add(entry)).at(-1)!);
        }
        if (waiting.some(endsSession)) batch.checkpoint();
      }));
    } catch (error) {
      for (const { failed } of waiting) failed(error as LedgerError);
      return;
    }
    waiting.forEach(({ done }, i) => done(answers[i]!));
  }

  #sealIfFull(): void {
    if (this.#writer.segmentBytes < this.#opening.segmentBytes) return;
    this.#tell(this.#writer.seal());
  }

  /** After those who wait for it; what it throws is the listener's affair. */
  #tell(commit: Commit): void {
    const { onCommit } = this.#opening;
    if (onCommit) queueMicrotask(() => onCommit(commit));
  }

  #beat(): void {
    const isDue = this.#writer.checkpointAgeMs >= this.#opening.heartbeatMs;
    if (!isDue || this.failure) return;
    try {
      this.checkpoint();
    } catch {
      // The next append meets the same failure, and has someone to tell.
    }
  }

  checkpoint(): void {
    this.#ready();
    this.#tell(this.#writer.commit((batch) => batch.checkpoint()));
  }

  rotateChain(): void {
    this.#ready();
    this.#tell(this.#writer.seal());
  }

  rotateKey(reason: KeyReason): string {
    this.#ready();
    const { disk, dir, keyFile } = this.#opening;
    const { vkey, commit } = rotateKey(disk, this.#writer, {
      dir,
      keyFile,
      reason,
    });
    this.#tell(commit);
    return formatVkey(vkey);
  }

  prune(before: number): number {
    this.#ready();
    const { disk, dir } = this.#opening;
    return pruneLog(disk, dir, before);
  }

  #ready(): void {
    if (this.#isClosed) throw closed();
    this.#flush();
    if (this.failure) throw this.failure;
  }

  // Asynchronous for its callers' sake: nothing here waits.
  // deno-lint-ignore require-await
  async close(reason: string): Promise<void> {
    if (this.#isClosed) return;
    this.#stopHeart();
    try {
      this.#ready();
      this.#tell(this.#writer.commit((batch) => {
        batch.add({ type: "stop", reason: cleanText(reason) });
        batch.checkpoint();
      }));
    } finally {
      this.#isClosed = true;
      this.#writer.close();
    }
  }
}

function endsSession({ entries }: Waiting): boolean {
  return entries.some(({ type }) => type === "session");
}

function closed(): LedgerError {
  return new LedgerError("closed", "Cannot write the audit log: it is closed", {
    hint: "Start Waterwall again",
  });
}

function invalid({ type }: { readonly type: string }): LedgerError {
  return new LedgerError(
    "invalid_entry",
    `Cannot record an entry as it breaks the schema of its type: ${type}`,
    { hint: "Report this: whoever made the entry has a defect" },
  );
}
