import type { BundleLog } from "./bundle_log.ts";
import type { Manifest } from "./bundle_manifest.ts";
import { parseCheckpoint, type SignedCheckpoint } from "./checkpoint.ts";
import type { LogRecord } from "./entry.ts";
import { provenRecord, readReceipt } from "./proven_record.ts";
import { QuickReceipts } from "./quick_receipt.ts";
import { Refutation } from "./refutation.ts";
import { textOf } from "./text_of.ts";

/** Holds the receipts and manifests of a bundle against its checkpoint, and counts them. */
export class BundleReceipts {
  readonly #manifest: Manifest;
  readonly #head: SignedCheckpoint;
  readonly #quick: QuickReceipts;
  #receipts = 0;
  #sessions = 0;

  /** @param note The checkpoint's text, as it stands in the bundle. */
  constructor(manifest: Manifest, head: SignedCheckpoint, note: string) {
    this.#manifest = manifest;
    this.#head = head;
    this.#quick = new QuickReceipts(head, note);
  }

  /** @throws {Refutation} */
  take(path: string, bytes: Uint8Array): void {
    const record = this.#quick.record(bytes) ?? this.#record(path, bytes);
    const { seq, type } = record;
    const isSession = path === `sessions/${seq}.json` && type === "session";
    const isRedaction = path === `receipts/${seq}.json` && type === "redaction";
    if (!(isSession || isRedaction) || seq < this.#manifest.from) {
      throw misnamed(path, "receipt-record");
    }
    if (isSession) this.#sessions += 1;
    else this.#receipts += 1;
  }

  #record(path: string, bytes: Uint8Array): LogRecord {
    const receipt = readReceipt(textOf(bytes, path));
    const record = provenRecord(receipt, this.#head);
    const checkpoint = parseCheckpoint(receipt.checkpoint);
    if (checkpoint?.note.text === this.#head.note.text) return record;
    throw misnamed(path, "receipt-proof");
  }

  /** @throws {Refutation} `bundle-count` unless they are as many as their records. */
  areAllOf({ redactions, sessions: ended }: BundleLog): void {
    const { receipts: { all, count }, sessions } = this.#manifest;
    const expected = all ? redactions : 0;
    const isRight = count === expected && this.#receipts === expected &&
      sessions === ended && this.#sessions === ended;
    if (!isRight) {
      throw new Refutation(
        "bundle-count",
        "receipts or manifests are not as many as the records that they are of",
      );
    }
  }
}

/** That a file is not what its name says. */
export function misnamed(
  path: string,
  code: Refutation["code"] = "not-canonical",
): Refutation {
  return new Refutation(code, `${path} is not what its name says`);
}
