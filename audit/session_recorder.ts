import type { Append, Committed, Entry } from "./entry.ts";
import { SessionCounts } from "./manifest.ts";

/**
 * Stands before the log and ends sessions with a manifest that is exact.
 *
 * While a session is being summed up, its further records wait, so that none
 * can come between the last that is counted and the manifest.
 */
export class SessionRecorder {
  readonly #append: Append;
  readonly #counts = new SessionCounts();
  /** Per session, what its next record must wait for. */
  readonly #under = new Map<string, Set<Promise<unknown>>>();
  readonly #ending = new Map<string, Promise<unknown>>();

  constructor(append: Append) {
    this.#append = append;
  }

  /** Sessions that have records and no manifest yet. */
  get open(): readonly string[] {
    return this.#counts.open;
  }

  /** Records an entry, as the log's own `append` does. */
  readonly append: Append = async (entry) => {
    if (!("request" in entry)) return await this.#commit(entry);
    const { session } = entry;
    while (this.#ending.has(session)) await this.#ending.get(session);
    const committed = this.#commit(entry);
    const under = this.#under.get(session) ?? new Set();
    this.#under.set(session, under.add(committed));
    try {
      return await committed;
    } finally {
      under.delete(committed);
      if (under.size === 0) this.#under.delete(session);
    }
  };

  /** Records the session's manifest. Nothing if it has no records since the last. */
  async end(session: string): Promise<Committed | undefined> {
    while (this.#ending.has(session)) await this.#ending.get(session);
    const ended = this.#end(session);
    const settled = ended.catch(() => {});
    this.#ending.set(session, settled);
    try {
      return await ended;
    } finally {
      this.#ending.delete(session);
    }
  }

  async #end(session: string): Promise<Committed | undefined> {
    await Promise.allSettled(this.#under.get(session) ?? []);
    const manifest = this.#counts.manifest(session);
    return manifest && await this.#commit(manifest);
  }

  async #commit(entry: Entry): Promise<Committed> {
    const committed = await this.#append(entry);
    this.#counts.add(committed.seq, entry);
    return committed;
  }
}
