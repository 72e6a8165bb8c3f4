import type { Hash } from "./entry.ts";
import type { Signer } from "./note.ts";
import type { Frontier } from "./tree.ts";

/** What a bundle is made of. */
export interface BundleSource {
  readonly origin: string;
  /** First record, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** A signed note over the first `to` records. */
  readonly checkpoint: string;
  /** The bytes of those records, line feeds included; asked for several times. */
  readonly log: () => AsyncIterable<Uint8Array>;
  /** What stands before the first record; needed unless that is record 0. */
  readonly before?: Before;
  /**
   * `keys/<seq>.json` of the rotations before `from`, `anchors/<size>.note`,
   * `anchors/<size>.tsr`, and `policy/<sha256>.json`, of which those come along
   * that a record names.
   */
  readonly attachments: readonly Attachment[];
  /** Whether each redaction gets a receipt of its own. */
  readonly receipts: boolean;
  /** The key that is in force at the end. */
  readonly signer: Signer;
}

/** The records to the left of the first one, as far as they are needed. */
export interface Before {
  readonly frontier: Frontier;
  /** Hash of the last of them. */
  readonly prev: Hash;
}

/** A small file that comes along. */
export interface Attachment {
  readonly path: string;
  readonly bytes: Uint8Array;
}
