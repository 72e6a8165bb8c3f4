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
  Hash,
  Item,
  Switch,
} from "./entry.ts";
export { LedgerError, WaterwallError } from "./errors.ts";
