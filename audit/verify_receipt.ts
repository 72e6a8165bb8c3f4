import { parseCheckpoint, type SignedCheckpoint } from "./checkpoint.ts";
import type { LogRecord } from "./entry.ts";
import { checkNote } from "./note.ts";
import { parseCanonical } from "./parse_canonical.ts";
import { parseReceipt } from "./receipt.ts";
import { Refutation } from "./refutation.ts";
import { isRecord } from "./schema.ts";
import { leafHash } from "./tree.ts";
import { provesInclusion } from "./tree_proof.ts";
import { makeVkey } from "./vkey.ts";

/** The key that a verifier trusts, and the log it trusts it for. */
export interface Pin {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Nothing if only the key is known: then any log that it signs is accepted. */
  readonly origin?: string;
}

/** What can be wrong with a receipt. */
export type ReceiptFault =
  | "not-canonical"
  | "note"
  | "origin"
  | "key-unknown"
  | "key-weak"
  | "signature"
  | "receipt-record"
  | "receipt-proof";

/** A receipt holds, and what it shows; or why it does not. */
export type ReceiptVerdict =
  | {
    readonly ok: true;
    readonly record: LogRecord;
    readonly checkpoint: SignedCheckpoint;
  }
  | {
    readonly ok: false;
    readonly fault: ReceiptFault;
    readonly message: string;
  };

/** Checks a receipt in either form. A bad one is an answer: never throws. */
export function verifyReceipt(text: string, pin: Pin): ReceiptVerdict {
  try {
    return { ok: true, ...provenBy(text, pin) };
  } catch (error) {
    if (!(error instanceof Refutation)) throw error;
    return {
      ok: false,
      fault: error.fault as ReceiptFault,
      message: error.message,
    };
  }
}

function provenBy(text: string, pin: Pin) {
  const receipt = parseReceipt(text);
  if (!receipt) throw no("not-canonical", "it is not written as a receipt");
  const checkpoint = signedBy(receipt.checkpoint, pin);
  const line = new TextEncoder().encode(receipt.record);
  const record = recordIn(line);
  const { size, root } = checkpoint;
  const inclusion = {
    index: record.seq,
    size,
    leaf: leafHash(line),
    proof: receipt.proof,
    root,
  };
  if (!provesInclusion(inclusion)) {
    throw no("receipt-proof", "the record is not where the proof says");
  }
  return { record, checkpoint };
}

function recordIn(line: Uint8Array): LogRecord {
  const { value } = parseCanonical(line);
  if (value === undefined || !isRecord(value)) {
    throw no("receipt-record", "what it holds is not a record");
  }
  return value;
}

function signedBy(text: string, pin: Pin): SignedCheckpoint {
  const checkpoint = parseCheckpoint(text);
  if (!checkpoint) throw no("note", "its checkpoint is not a signed note");
  const { origin, note } = checkpoint;
  if (pin.origin !== undefined && pin.origin !== origin) {
    throw no("origin", `it is of another log: ${origin}`);
  }
  switch (checkNote(note, makeVkey(origin, pin.publicKey))) {
    case "good":
      return checkpoint;
    case "absent":
      throw no("key-unknown", "the trusted key did not sign its checkpoint");
    case "bad":
      throw no("signature", "the signature of its checkpoint is wrong");
    case "weak":
      throw no("key-weak", "the key or the signature is a weak one");
  }
}

function no(fault: ReceiptFault, message: string): Refutation<ReceiptFault> {
  return new Refutation(fault, message);
}
