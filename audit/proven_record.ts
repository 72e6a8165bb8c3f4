import type { Checkpoint } from "./checkpoint.ts";
import type { LogRecord } from "./entry.ts";
import { parseCanonical } from "./parse_canonical.ts";
import { parseReceipt, type Receipt } from "./receipt.ts";
import { Refutation } from "./refutation.ts";
import { isRecord } from "./schema.ts";
import { leafHash } from "./tree.ts";
import { provesInclusion } from "./tree_proof.ts";

/** @throws {Refutation} `not-canonical` */
export function readReceipt(text: string): Receipt {
  const receipt = parseReceipt(text);
  if (receipt) return receipt;
  throw new Refutation("not-canonical", "it is not written as a receipt");
}

/**
 * The record of a receipt, if the tree of that checkpoint holds it.
 *
 * @throws {Refutation} `receipt-record`, `receipt-proof`.
 */
export function provenRecord(
  { record: text, proof }: Receipt,
  { size, root }: Checkpoint,
): LogRecord {
  const line = new TextEncoder().encode(text);
  const { value: record } = parseCanonical(line);
  if (record === undefined || !isRecord(record)) {
    throw new Refutation("receipt-record", "what it holds is not a record");
  }
  const { seq: index } = record;
  if (provesInclusion({ index, size, leaf: leafHash(line), proof, root })) {
    return record;
  }
  throw new Refutation(
    "receipt-proof",
    "the record does not stand where the proof says",
    { seq: index },
  );
}
