import type { Commit } from "./batch.ts";
import { cleanName } from "./clean_entry.ts";
import type { Append, Committed } from "./entry.ts";
import { SessionCounts } from "./manifest.ts";

/**
 * Stands before the log and ends sessions with a manifest that is exact.
 *
 * Counts what was committed, not what was asked for. While a session is being
 * summed up, its further records wait, so that none can come between the last
 * that is counted and the manifest.
 */
export class SessionRecorder {
  readonly #append: Append;
  readonly #counts = new SessionCounts();
  /** Per session, the records under way. */
  readonly #under = new Map<string, Set<Promise<unknown>>>();
  /** Per session that is being summed up, when that is done. */
  readonly #ending = new Map<string, Promise<unknown>>();

  /** The log must tell `onCommit` of each commit before it answers `append`. */
  constructor(append: Append) {
    this.#append = append;
  }

  /** Sessions that have records and no manifest yet, as the log names them. */
  get open(): readonly string[] {
    return this.#counts.open;
  }

  readonly onCommit = ({ records }: Commit): void => {
    for (const { seq, entry } of records) this.#counts.add(seq, entry);
  };

  /** Records an entry, as the log's own `append` does. */
  readonly append: Append = async (entry) => {
    if (!("request" in entry)) return await this.#append(entry);
    const session = cleanName(entry.session);
    while (this.#ending.has(session)) await this.#ending.get(session);
    const committed = this.#append(entry);
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
  async end(name: string): Promise<Committed | undefined> {
    const session = cleanName(name);
    while (this.#ending.has(session)) await this.#ending.get(session);
    const ended = this.#end(session);
    this.#ending.set(session, ended.catch(() => {}));
    try {
      return await ended;
    } finally {
      this.#ending.delete(session);
    }
  }

  async #end(session: string): Promise<Committed | undefined> {
    await Promise.allSettled(this.#under.get(session) ?? []);
    const manifest = this.#counts.manifest(session);
    return manifest && await this.#append(manifest);
  }
}
