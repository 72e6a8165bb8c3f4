import { isSame } from "./bytes.ts";
import { parseCheckpoint, type SignedCheckpoint } from "./checkpoint.ts";
import type { LogRecord } from "./entry.ts";
import { provenRecord, readReceipt } from "./proven_record.ts";
import type { PinnedKey } from "./public_key.ts";
import { Refutation, type Refuted, refuted } from "./refutation.ts";
import { requireSignature } from "./require_signature.ts";
import { makeVkey } from "./vkey.ts";

/** A receipt holds, and what it shows; or why it does not. */
export type ReceiptVerdict = ReceiptHolds | Refuted;

export interface ReceiptHolds {
  readonly ok: true;
  readonly record: LogRecord;
  readonly checkpoint: SignedCheckpoint;
}

/**
 * Checks a receipt in either form. A bad one is an answer: never throws.
 *
 * @param seen checkpoints from elsewhere; one of the same size must be the same.
 */
export function verifyReceipt(
  text: string,
  pinned: PinnedKey,
  seen: readonly SignedCheckpoint[] = [],
): ReceiptVerdict {
  try {
    const receipt = readReceipt(text);
    const checkpoint = signedBy(receipt.checkpoint, pinned);
    const record = provenRecord(receipt, checkpoint);
    for (const other of seen) requireSame(checkpoint, other);
    return { ok: true, record, checkpoint };
  } catch (error) {
    return refuted(error);
  }
}

function signedBy(text: string, pinned: PinnedKey): SignedCheckpoint {
  const checkpoint = parseCheckpoint(text);
  if (!checkpoint) {
    throw new Refutation("note", "its checkpoint is not a signed note");
  }
  const { origin, note } = checkpoint;
  if (pinned.origin !== undefined && pinned.origin !== origin) {
    throw new Refutation("origin", `it is of another log: ${origin}`);
  }
  requireSignature(note, makeVkey(origin, pinned.publicKey), "its checkpoint");
  return checkpoint;
}

function requireSame(one: SignedCheckpoint, other: SignedCheckpoint): void {
  if (one.origin !== other.origin) {
    throw new Refutation(
      "origin",
      `what was seen is another log: ${other.origin}`,
    );
  }
  if (one.size === other.size && !isSame(one.root, other.root)) {
    throw new Refutation("fork", "another tree of this size was seen before");
  }
}
