/**
 * The part of audit/ that checks a receipt: it loads in a third of the time that
 * the whole takes.
 *
 * @module
 */
export { loadPublicKey } from "./keys.ts";
export type { PinnedKey } from "./public_key.ts";
export { MAX_RECEIPT_BYTES } from "./receipt.ts";
export { checkpointIn } from "./seen.ts";
export {
  meetsPolicy,
  parseTlogPolicy,
  type TlogPolicy,
} from "./tlog_policy.ts";
export type { SignedCheckpoint } from "./checkpoint.ts";
export { type ReceiptVerdict, verifyReceipt } from "./verify_receipt.ts";
