import type { Append, Committed } from "./entry.ts";
import type { LedgerError } from "./errors.ts";
import { every } from "./every.ts";
import { CATALOGUE_HASH } from "./frameworks.ts";
import type { Ledger } from "./ledger.ts";
import { type LedgerOrder, obey, type OrderDone } from "./ledger_order.ts";
import { type LedgerOptions, openLedger } from "./open_ledger.ts";
import { ReceiptFiles } from "./receipt_files.ts";
import { SessionRecorder } from "./session_recorder.ts";

/** What a journal is opened with. */
export interface JournalOptions extends LedgerOptions {
  /** Quiet time after which a session ends, in milliseconds. */
  readonly sessionIdleMs: number;
  /** Whether receipts are written beside the log. @default {true} */
  readonly receipts?: boolean;
}

/**
 * The log as a running instance keeps it: with the framework tags named,
 * receipts beside it, and a manifest for every session that ends.
 */
export interface Journal {
  readonly vkey: string;
  readonly size: number;
  readonly failure: LedgerError | undefined;
  /** @see Ledger.append */
  readonly append: Append;
  /** Ends a session now; nothing if it has no records since its last manifest. */
  endSession(session: string): Promise<Committed | undefined>;
  /** Does what an operator asks. */
  obey(order: LedgerOrder): Promise<OrderDone>;
  /** Ends all sessions, then the log. */
  close(reason: string): Promise<void>;
}

/** How often idle sessions are looked for, as a part of their time. */
const IDLE_PARTS = 4;

/** Opens a journal. @throws as {@link openLedger} */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const receipts = options.receipts ?? true
    ? new ReceiptFiles(options.dir)
    : undefined;
  const ledger: Ledger = await openLedger({
    catalogue: CATALOGUE_HASH,
    ...options,
    onCommit: (commit) => {
      sessions.onCommit(commit);
      receipts?.onCommit(commit);
      options.onCommit?.(commit);
    },
  });
  const sessions = new SessionRecorder((entry) => ledger.append(entry));
  return new OpenJournal(ledger, { options, sessions, receipts });
}

class OpenJournal implements Journal {
  readonly #ledger: Ledger;
  readonly #sessions: SessionRecorder;
  readonly #receipts: ReceiptFiles | undefined;
  readonly #options: JournalOptions;
  readonly #stopLooking: () => void;
  /** When each session was last heard of, in Unix milliseconds. */
  readonly #heardMs = new Map<string, number>();

  constructor(ledger: Ledger, { options, sessions, receipts }: {
    readonly options: JournalOptions;
    readonly sessions: SessionRecorder;
    readonly receipts: ReceiptFiles | undefined;
  }) {
    this.#ledger = ledger;
    this.#sessions = sessions;
    this.#receipts = receipts;
    this.#options = options;
    const { sessionIdleMs } = options;
    this.#stopLooking = (options.every ?? every)(
      () => this.#endIdle(),
      Math.max(1_000, sessionIdleMs / IDLE_PARTS),
    );
  }

  get vkey(): string {
    return this.#ledger.vkey;
  }

  get size(): number {
    return this.#ledger.size;
  }

  get failure(): LedgerError | undefined {
    return this.#ledger.failure;
  }

  readonly append: Append = async (entry) => {
    const committed = await this.#sessions.append(entry);
    if ("request" in entry) this.#heardMs.set(entry.session, committed.ms);
    return committed;
  };

  async endSession(session: string): Promise<Committed | undefined> {
    const heardMs = this.#heardMs.get(session);
    const committed = await this.#sessions.end(session);
    if (this.#heardMs.get(session) === heardMs) this.#heardMs.delete(session);
    return committed;
  }

  obey(order: LedgerOrder): Promise<OrderDone> {
    return obey(this.#ledger, order);
  }

  async close(reason: string): Promise<void> {
    this.#stopLooking();
    const open = this.#sessions.open;
    await Promise.allSettled(open.map((name) => this.#sessions.end(name)));
    await this.#ledger.close(reason);
    await this.#receipts?.settled();
  }

  /** What cannot be recorded now ends with the next look, or with the log. */
  #endIdle(): void {
    const now = this.#options.now ?? Date.now;
    const since = now() - this.#options.sessionIdleMs;
    for (const [session, heardMs] of this.#heardMs) {
      if (heardMs <= since) this.endSession(session).catch(() => {});
    }
  }
}
