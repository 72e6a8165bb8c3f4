import type { Hash } from "../../audit/mod.ts";
import type { Scan } from "./finding.ts";

/** What counts as a secret. Immutable: a reload makes a new one. */
export interface Policy {
  readonly scan: Scan;
  /** Number of rules in force. */
  readonly patterns: number;
  /** SHA-256 of the effective policy in canonical form. */
  readonly hash: Hash;
}
