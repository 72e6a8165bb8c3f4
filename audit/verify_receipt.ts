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

/** Checks a receipt in either form. A bad one is an answer: never throws. */
export function verifyReceipt(text: string, pinned: PinnedKey): ReceiptVerdict {
  try {
    const receipt = readReceipt(text);
    const checkpoint = signedBy(receipt.checkpoint, pinned);
    const record = provenRecord(receipt, checkpoint);
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
