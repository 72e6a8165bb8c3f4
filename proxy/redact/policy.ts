import type { Hash } from "../../audit/mod.ts";
import type { Scan } from "./finding.ts";
import type { Witness } from "./witness.ts";

/** What counts as a secret. Immutable: a reload makes a new one. */
export interface Policy {
  readonly scan: Scan;
  /** Number of rules in force. */
  readonly patterns: number;
  /** SHA-256 of the effective policy in canonical form. */
  readonly hash: Hash;
  /** Record what would have been done, and change nothing. */
  readonly shadow?: boolean;
  /** Whether secrets may go there. */
  readonly spares?: (to: Destination) => boolean;
  /** Places in a body, as provider descriptions write them, that are left as they are. */
  readonly leaves?: readonly string[];
  /** Whether the policy names this value as nobody's secret. */
  readonly isAllowed?: (value: string) => boolean;
  /** Looks a second time at what is about to be sent. */
  readonly witness?: Witness;
}

/** Where a request goes. */
export interface Destination {
  readonly host: string;
  /** Of the URL, without its query. */
  readonly pathname: string;
}
