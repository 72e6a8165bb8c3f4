import { isSame } from "./bytes.ts";
import {
  isSignedBy,
  parseCheckpoint,
  type SignedCheckpoint,
} from "./checkpoint.ts";
import type { LogFault } from "./log_fault.ts";
import type { PinnedKey } from "./public_key.ts";
import type { LogScan, Scanned } from "./scan_log.ts";

/** What is wrong, and where. */
export interface Place {
  readonly code: LogFault;
  readonly seq: number;
  readonly offset: number;
}

/** What can decide between two neighbours. */
export interface Witnesses {
  readonly heads: readonly SignedCheckpoint[];
  readonly pinned?: PinnedKey;
}

/**
 * A record that does not follow: was it changed, or the one before?
 *
 * What it names as its forerunner stands in for the one before, and the scan
 * goes on with that. If the next root that was signed comes out, the one
 * before was changed; if anything else does not hold first, this one was.
 */
export class Doubt {
  readonly #scan: LogScan;
  readonly #before: Place;
  readonly #after: Place;

  constructor(
    scan: LogScan,
    { before, after }: { readonly before: Place; readonly after: Place },
  ) {
    this.#scan = scan;
    this.#before = before;
    this.#after = after;
  }

  /** Which it is if nothing more is known. */
  get unsettled(): Place {
    return this.#after;
  }

  /** Takes the next line, the one in question first; answers once it is clear. */
  settle(
    { fault, record }: Scanned,
    { heads, pinned }: Witnesses,
  ): Place | undefined {
    const note = record?.type === "checkpoint" ? record.note : undefined;
    if (fault) {
      const isRooted = AFTER_ROOT.has(fault) && isPinned(note, pinned);
      return isRooted ? this.#before : this.#after;
    }
    if (note) return this.#before;
    const head = heads.find(({ size }) => size === this.#scan.size);
    if (!head) return undefined;
    return isSame(head.root, this.#scan.root()) ? this.#before : this.#after;
  }
}

/** What a checkpoint is asked after its root was found right. */
const AFTER_ROOT: ReadonlySet<LogFault> = new Set([
  "origin",
  "signature",
  "no-signature",
  "key-unknown",
  "key-weak",
  "key-epoch",
]);

/** Whether the pinned key signed it, whatever the log says of keys. */
function isPinned(
  note: string | undefined,
  pinned: PinnedKey | undefined,
): boolean {
  const checkpoint = note ? parseCheckpoint(note) : undefined;
  return pinned !== undefined && checkpoint !== undefined &&
    isSignedBy(checkpoint, pinned.publicKey);
}
