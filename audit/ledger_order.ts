import type { EvidenceEntry, KeyReason } from "./entry.ts";
import type { Ledger } from "./ledger.ts";

/** What an operator may ask of a log that is being written. */
export type LedgerOrder =
  /** End the segment, begin the next. */
  | { readonly order: "rotate-chain" }
  | { readonly order: "rotate-key"; readonly reason: KeyReason }
  /** Delete sealed segments that end before a record. */
  | { readonly order: "prune"; readonly before: number }
  /** Record an export or an anchor. */
  | { readonly order: "record"; readonly entry: EvidenceEntry };

/** What came of it. */
export interface OrderDone {
  /** Number of records now. */
  readonly size: number;
  /** The key that signs now. */
  readonly vkey: string;
  /** First record that is still there, after pruning. */
  readonly first?: number;
}

/**
 * Does what was ordered; durable when it resolves.
 *
 * @throws {LedgerError} as the ledger's own methods.
 */
export async function obey(
  ledger: Ledger,
  order: LedgerOrder,
): Promise<OrderDone> {
  const done = () => ({ size: ledger.size, vkey: ledger.vkey });
  switch (order.order) {
    case "rotate-chain":
      ledger.rotateChain();
      return done();
    case "rotate-key":
      ledger.rotateKey(order.reason);
      return done();
    case "prune": {
      const first = ledger.prune(order.before);
      return { ...done(), first };
    }
    case "record":
      await ledger.append(order.entry);
      return done();
  }
}

/** Reads an order as it came over the wire; `undefined` if it is none. */
export function parseLedgerOrder(value: unknown): LedgerOrder | undefined {
  const { order, reason, before, entry } = Object(value);
  switch (order) {
    case "rotate-chain":
      return { order };
    case "rotate-key":
      return reason === "scheduled" || reason === "compromise"
        ? { order, reason }
        : undefined;
    case "prune":
      return isCount(before) ? { order, before } : undefined;
    case "record": {
      const read = parseEvidenceEntry(entry);
      return read && { order, entry: read };
    }
    default:
      return undefined;
  }
}

/** Nothing but these fields: a record's schema is closed. */
function parseEvidenceEntry(value: unknown): EvidenceEntry | undefined {
  const { type, size, kind, name, sha256, from, to } = Object(value);
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256)) {
    return undefined;
  }
  if (type === "export") {
    const isRight = isCount(from) && isCount(to) && from < to;
    return isRight ? { type, sha256, from, to } : undefined;
  }
  const isAnchor = type === "anchor" && isCount(size) &&
    typeof name === "string" &&
    (kind === "witness" || kind === "rfc3161" || kind === "command");
  return isAnchor ? { type, size, kind, name, sha256 } : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
