/**
 * The tamper-evident record of what Waterwall did. Formats: audit/SPEC.md.
 *
 * @module
 */
export type {
  Append,
  BlockReason,
  Committed,
  Entry,
  EvidenceEntry,
  Hash,
  Item,
  KeyReason,
  LogRecord,
  OwnEntry,
  Switch,
} from "./entry.ts";
export { LedgerError, WaterwallError } from "./errors.ts";
export { canonical, type Value } from "./canonical.ts";
export { parseCanonical } from "./parse_canonical.ts";
export { isRecord } from "./schema.ts";
export { type Frontier, leafHash, nodeHash, Tree } from "./tree.ts";
export { TreePath } from "./tree_path.ts";
export { provesConsistency, provesInclusion } from "./tree_proof.ts";
export {
  checkNote,
  formatNote,
  type Note,
  type NoteSignature,
  parseNote,
  type Signer,
  signNote,
} from "./note.ts";
export {
  type Checkpoint,
  checkpointText,
  parseCheckpoint,
  type SignedCheckpoint,
} from "./checkpoint.ts";
export { formatVkey, makeVkey, parseVkey, type Vkey } from "./vkey.ts";
export { checkEd25519 } from "./ed25519.ts";
export {
  createSigningKey,
  loadPublicKey,
  loadSigningKey,
  signerFor,
  type SigningKey,
} from "./keys.ts";
export {
  parsePublicKey,
  type PinnedKey,
  publicKeyPem,
  sshBlob,
  sshFingerprint,
  sshPublicKey,
} from "./public_key.ts";
export { KeyError, LogError } from "./errors.ts";
export { EXPLANATION, type LogFault, type LogWeakness } from "./log_fault.ts";
export {
  exitStatus,
  type LogFails,
  type LogHolds,
  type LogSummary,
  type LogVerdict,
  type Weakness,
} from "./log_verdict.ts";
export { type LogTrust, LogVerifier } from "./log_verifier.ts";
export { LogScan, type ScanStart } from "./scan_log.ts";
export { KeyHistory } from "./key_history.ts";
export { Chain, type ChainEnd } from "./chain.ts";
export { verifyLog } from "./verify_log.ts";
export { type LedgerOptions, openLedger } from "./open_ledger.ts";
export type { Ledger, OnCommit } from "./ledger.ts";
export type { Commit, Written } from "./batch.ts";
export { cleanName, cleanText } from "./clean_entry.ts";
export { type LogFiles, readLog } from "./read_log.ts";
export { type LogAtTrust, verifyLogAt } from "./verify_log_at.ts";
export {
  recoverLog,
  type RecoverOptions,
  type Recovery,
} from "./recover_log.ts";
export { type Segment } from "./log_folder.ts";
export type { PlacedLine } from "./log_lines.ts";
export { type Disk, type DiskFile, type FileFacts, realDisk } from "./disk.ts";
export {
  anchorAtWitness,
  anchorBy,
  type AnchorEntry,
  type Taken,
  type WitnessReply,
} from "./anchor.ts";
export { type Bundle, bundleName } from "./bundle.ts";
export { cosignedAt } from "./cosignature.ts";
export { EvidenceError } from "./errors.ts";
export { exportEvidence, type ExportOptions } from "./export_evidence.ts";
export { parseRangeEnd, type RangeEnd } from "./export_range.ts";
export {
  CATALOGUE,
  CATALOGUE_HASH,
  type Control,
  CONTROLS,
  supportedBy,
} from "./frameworks.ts";
export { makeReceipt, type ReceiptOptions } from "./make_receipt.ts";
export { SessionCounts } from "./manifest.ts";
export {
  formatReceipt,
  MAX_RECEIPT_BYTES,
  parseReceipt,
  type Receipt,
  type ReceiptForm,
} from "./receipt.ts";
export { ReceiptFiles } from "./receipt_files.ts";
export type { EvidenceFault, Refuted } from "./refutation.ts";
export { reportDocument, type ReportSource } from "./report/document.ts";
export { type Figures, ReportFigures } from "./report/figures.ts";
export { reportHtml } from "./report/html.ts";
export { reportText } from "./report/text.ts";
export { SessionRecorder } from "./session_recorder.ts";
export {
  meetsPolicy,
  parseTlogPolicy,
  type TlogPolicy,
} from "./tlog_policy.ts";
export {
  type BundleHolds,
  type BundleTrust,
  type BundleVerdict,
  verifyBundle,
} from "./verify_bundle.ts";
export {
  type ReceiptHolds,
  type ReceiptVerdict,
  verifyReceipt,
} from "./verify_receipt.ts";
export { witness, type WitnessAnswer, type WitnessState } from "./witness.ts";
export { type Journal, type JournalOptions, openJournal } from "./journal.ts";
export {
  type LedgerOrder,
  obey,
  type OrderDone,
  parseLedgerOrder,
} from "./ledger_order.ts";
export { checkpointIn } from "./seen.ts";
export { type IdleLog, obeyAt } from "./obey_at.ts";
export { fitsFilter, type RecordFilter } from "./record_filter.ts";
export { type ShownRecord, SignedRecords } from "./signed_records.ts";
export type { AnchorLog } from "./anchor.ts";
export { readSmall, replaceFile } from "./whole_file.ts";
export { readAnchors } from "./find_head.ts";
export { keepPolicy } from "./policy_file.ts";
