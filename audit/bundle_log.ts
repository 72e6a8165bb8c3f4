import { policiesOf } from "./bundle_survey.ts";
import { canonical } from "./canonical.ts";
import { cleanEntry } from "./clean_entry.ts";
import type { SignedCheckpoint } from "./checkpoint.ts";
import type { Hash, LogRecord } from "./entry.ts";
import { CATALOGUE_HASH } from "./frameworks.ts";
import type { LogHolds } from "./log_verdict.ts";
import { LogVerifier } from "./log_verifier.ts";
import { SessionCounts, type SessionEntry } from "./manifest.ts";
import type { PinnedKey } from "./public_key.ts";
import { Refutation } from "./refutation.ts";
import type { ScanStart } from "./scan_log.ts";

/** What the records of a bundle are held against. */
export interface BundleLogTrust {
  readonly pinned: PinnedKey;
  /** The checkpoint over all records. */
  readonly head: SignedCheckpoint;
  readonly seen: readonly SignedCheckpoint[];
  /** Notes that came along: each must be of these records. */
  readonly anchors: readonly SignedCheckpoint[];
  readonly start: ScanStart | undefined;
  /** Is given each record that holds. */
  readonly visit: ((record: LogRecord) => void) | undefined;
}

/** Verifies the log of a bundle, and counts what the rest of it must match. */
export class BundleLog {
  readonly #verifier: LogVerifier;
  readonly #trust: BundleLogTrust;
  readonly #counts = new SessionCounts();
  readonly #first: number;
  /** Digests of the policies that records name. */
  readonly policies = new Set<Hash>();
  redactions = 0;
  sessions = 0;
  /** Sessions that began before the first record: their figures stand unchecked. */
  uncounted = 0;
  /** Framework tables, other than ours, that sessions were tagged by. */
  readonly catalogues = new Set<Hash>();
  firstNote: string | undefined;

  constructor(trust: BundleLogTrust) {
    const { pinned, head, seen, anchors, start } = trust;
    this.#trust = trust;
    this.#first = start?.end.frontier.size ?? 0;
    this.#verifier = new LogVerifier({
      pinned,
      heads: [head],
      seen: [...anchors, ...seen],
      ...(start ? { start } : {}),
      visit: (record) => this.#visit(record),
    });
  }

  /** Takes the next bytes; the answer is whether more are worth giving. */
  push(chunk: Uint8Array): boolean {
    return this.#verifier.push(chunk);
  }

  /** @throws {Refutation} unless every record is under the trusted signature. */
  end(): LogHolds {
    const verdict = this.#verifier.verdict();
    if (!verdict.ok) {
      const { code, seq, offset, explanation } = verdict;
      throw new Refutation(code, explanation, { seq, offset });
    }
    const tail = verdict.weaker.find(({ code }) => code === "unsigned-tail");
    if (tail) {
      const seq = verdict.log.signed;
      throw new Refutation("unsigned-tail", tail.explanation, { seq });
    }
    return verdict;
  }

  #visit(record: LogRecord): void {
    for (const policy of policiesOf(record)) this.policies.add(policy);
    if (record.type === "redaction") this.redactions += 1;
    if (record.type === "checkpoint") this.firstNote ??= record.note;
    if (record.type === "session") {
      this.sessions += 1;
      this.#recount(record);
    }
    this.#counts.add(record.seq, record);
    this.#trust.visit?.(record);
  }

  #recount(record: LogRecord & SessionEntry): void {
    if (record.first < this.#first) {
      this.uncounted += 1;
      return;
    }
    const isOurs = record.catalogue === CATALOGUE_HASH;
    if (!isOurs) this.catalogues.add(record.catalogue);
    const counted = this.#counts.manifest(record.session);
    const written = counted && cleanEntry(counted)?.[0];
    if (
      written?.type !== "session" ||
      figures(written, isOurs) !== figures(record, isOurs)
    ) {
      throw new Refutation(
        "bundle-count",
        "the figures of a session are not those of its records",
        { seq: record.seq },
      );
    }
  }
}

/** All that a session says that can be counted again, in one text. */
function figures(entry: SessionEntry, isOurs: boolean): string {
  return canonical({
    session: entry.session,
    first: entry.first,
    last: entry.last,
    requests: entry.requests,
    redactions: entry.redactions,
    restorations: entry.restorations,
    blocked: entry.blocked,
    unknown: entry.unknown,
    kinds: entry.kinds,
    controls: isOurs ? entry.controls : [],
  });
}
