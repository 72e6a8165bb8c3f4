import type { Entry, EvidenceEntry, OwnEntry } from "./entry.ts";
import { CATALOGUE_HASH, supportedBy } from "./frameworks.ts";

/** What a session comes to: its manifest, once it stands in the log. */
export type SessionEntry = Extract<Entry, { readonly type: "session" }>;

/** The records that are counted: those of one request. */
type OfSession = Extract<Entry, { readonly request: string }>;

interface Tally {
  first: number;
  last: number;
  readonly requests: Set<string>;
  readonly kinds: Map<string, number>;
  readonly types: Set<string>;
  restorations: number;
  blocked: number;
  unknown: number;
}

/**
 * Counts what the log says of each session: a fold over its records.
 *
 * A count begins with a session's first record after the newest `start` or its
 * own newest `session` record, so the writer and every later reader of the log
 * come to the same figures.
 */
export class SessionCounts {
  readonly #open = new Map<string, Tally>();

  /** Sessions that have records and no manifest yet. */
  get open(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** Takes in the next record. A `start` forgets what a crash left open. */
  add(seq: number, entry: Entry | EvidenceEntry | OwnEntry): void {
    switch (entry.type) {
      case "redaction":
      case "restoration":
      case "block":
        count(this.#tally(entry.session, seq), seq, entry);
        break;
      case "session":
        this.#open.delete(entry.session);
        break;
      case "start":
        this.#open.clear();
    }
  }

  /** The manifest of a session as it stands now; nothing if it has no records. */
  manifest(session: string): SessionEntry | undefined {
    const tally = this.#open.get(session);
    return tally && manifest(session, tally);
  }

  #tally(session: string, seq: number): Tally {
    const known = this.#open.get(session);
    if (known) return known;
    const tally: Tally = {
      first: seq,
      last: seq,
      requests: new Set(),
      kinds: new Map(),
      types: new Set(["session"]),
      restorations: 0,
      blocked: 0,
      unknown: 0,
    };
    this.#open.set(session, tally);
    return tally;
  }
}

function count(tally: Tally, seq: number, entry: OfSession): void {
  tally.first = Math.min(tally.first, seq);
  tally.last = Math.max(tally.last, seq);
  tally.requests.add(entry.request);
  tally.types.add(entry.type);
  switch (entry.type) {
    case "redaction":
      for (const { kind } of entry.items) {
        tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1);
      }
      break;
    case "restoration":
      if (!entry.final) break;
      tally.restorations += entry.restored;
      tally.unknown += entry.unknown;
      break;
    case "block":
      tally.blocked += 1;
  }
}

function manifest(session: string, tally: Tally): SessionEntry {
  const kinds = [...tally.kinds];
  return {
    type: "session",
    session,
    first: tally.first,
    last: tally.last,
    requests: tally.requests.size,
    redactions: kinds.reduce((sum, [, n]) => sum + n, 0),
    restorations: tally.restorations,
    blocked: tally.blocked,
    unknown: tally.unknown,
    kinds: Object.fromEntries(kinds),
    controls: supportedBy(tally.types),
    catalogue: CATALOGUE_HASH,
  };
}
