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
export { cleanName } from "./clean_entry.ts";
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
