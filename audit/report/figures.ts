import type { Hash, LogRecord } from "../entry.ts";

/** How often each of some names came up. */
export type Counts = ReadonlyMap<string, number>;

/** What the records of a log come to. */
export interface Figures {
  /** Secrets that were replaced, by kind, by host, and by day (UTC). */
  readonly kinds: Counts;
  readonly hosts: Counts;
  readonly days: Counts;
  /** Secrets put back into responses, and placeholders that no one had issued. */
  readonly restored: number;
  readonly unknown: number;
  /** Requests that were refused, by reason. */
  readonly blocks: Counts;
  readonly sessions: number;
  readonly types: Counts;
  readonly policies: readonly PolicyPeriod[];
  /** What else happened to the log, in order, at most {@link MAX_EVENTS}. */
  readonly events: readonly ReportEvent[];
  readonly eventsLeftOut: number;
}

/** A policy, and since when it was in force. */
export interface PolicyPeriod {
  readonly policy: Hash;
  readonly since: string;
}

/** Something about the log itself that a reader should know of. */
export interface ReportEvent {
  readonly seq: number;
  readonly ts: string;
  readonly what: string;
}

/** Events that a report lists; more are counted. */
export const MAX_EVENTS = 500;
/** Names that a table counts; the rest come together as `(others)`. */
const MAX_NAMES = 1_000;
const OTHERS = "(others)";

/** Counts what a report says, while records go by. */
export class ReportFigures {
  readonly #kinds = new Map<string, number>();
  readonly #hosts = new Map<string, number>();
  readonly #days = new Map<string, number>();
  readonly #blocks = new Map<string, number>();
  readonly #types = new Map<string, number>();
  readonly #policies: PolicyPeriod[] = [];
  readonly #events: ReportEvent[] = [];
  #eventsLeftOut = 0;
  #restored = 0;
  #unknown = 0;
  #isStopped = true;

  /** Takes the next record that holds. */
  visit(record: LogRecord): void {
    add(this.#types, record.type);
    this.#count(record);
    const what = this.#eventOf(record);
    if (what) this.#tell(record, what);
    if (record.type === "start") this.#isStopped = false;
    if (record.type === "stop") this.#isStopped = true;
  }

  figures(): Figures {
    return {
      kinds: sorted(this.#kinds),
      hosts: sorted(this.#hosts),
      days: this.#days,
      restored: this.#restored,
      unknown: this.#unknown,
      blocks: sorted(this.#blocks),
      sessions: this.#types.get("session") ?? 0,
      types: sorted(this.#types),
      policies: this.#policies,
      events: this.#events,
      eventsLeftOut: this.#eventsLeftOut,
    };
  }

  #count(record: LogRecord): void {
    switch (record.type) {
      case "redaction":
        for (const { kind } of record.items) add(this.#kinds, kind);
        add(this.#hosts, record.host, record.items.length);
        add(this.#days, record.ts.slice(0, 10), record.items.length);
        break;
      case "restoration":
        if (!record.final) break;
        this.#restored += record.restored;
        this.#unknown += record.unknown;
        break;
      case "block":
        add(this.#blocks, record.reason);
        break;
      case "start":
        this.#inForce(record.policy, record.ts);
        break;
      case "policy":
        this.#inForce(record.new, record.ts);
    }
  }

  #inForce(policy: Hash, since: string): void {
    if (this.#policies.at(-1)?.policy === policy) return;
    if (this.#policies.length < MAX_NAMES) {
      this.#policies.push({ policy, since });
    }
  }

  #tell({ seq, ts }: LogRecord, what: string): void {
    if (this.#events.length < MAX_EVENTS) this.#events.push({ seq, ts, what });
    else this.#eventsLeftOut += 1;
  }

  #eventOf(record: LogRecord): string | undefined {
    switch (record.type) {
      case "genesis":
        return `the log begins, made by ${record.tool}`;
      case "start":
        return this.#isStopped
          ? `started (${record.tool})`
          : `started (${record.tool}) after an end without a stop: a crash`;
      case "stop":
        return `stopped: ${record.reason}`;
      case "killswitch":
        return `kill switch ${record.state} by ${record.source}`;
      case "policy":
        return `rules changed: ${record.patterns} in force`;
      case "key":
        return `signing key replaced (${record.reason})`;
      case "anchor":
        return `the first ${record.size} records anchored: ${record.name} (${record.kind})`;
      case "seal":
        return "segment sealed";
      case "recovery":
        return `${record.bytes} bytes put aside (${record.cause})`;
      case "gap":
        return `records declared lost: ${record.reason}`;
      case "export":
        return `records ${record.from} to ${record.to - 1} exported`;
      case "redaction":
      case "restoration":
      case "block":
      case "session":
      case "checkpoint":
        return undefined;
    }
  }
}

function add(counts: Map<string, number>, name: string, count = 1): void {
  const isKnown = counts.has(name) || counts.size < MAX_NAMES;
  const key = isKnown ? name : OTHERS;
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function sorted(counts: ReadonlyMap<string, number>): Counts {
  return new Map(
    [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)),
  );
}
