import type { Hash } from "../../audit/mod.ts";
import type { Scan } from "./finding.ts";
import type { ToolRule } from "../guard/tool_guard.ts";
import type { Shape } from "./placeholder.ts";
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
  /** Put at the end of system prompts. */
  readonly hint?: string;
  /** How placeholders of a type are written for a host. */
  readonly shapeOf?: (type: string, host: string) => Shape;
  /** What may be put back, and where. */
  readonly restore?: RestorePolicy;
}

/** What of a response may become secrets again. */
export interface RestorePolicy {
  /** `process`: whatever the vault knows; `request`: only what the response's own request carried. */
  readonly scope: RestoreScope;
  /** Hosts, beside those that come with the product, to which tools may carry secrets. */
  readonly hosts: readonly string[];
  /** By a tool's name, or `name.argument`; `*` stands for any run of characters. */
  readonly tools: Readonly<Record<string, ToolRule>>;
}

/** Whose placeholders a response may restore. */
export type RestoreScope = "process" | "request";

/** Every scope. */
export const RESTORE_SCOPES: readonly RestoreScope[] = ["process", "request"];

/** What holds when the policy does not say. */
export const DEFAULT_RESTORE: RestorePolicy = {
  scope: "process",
  hosts: [],
  tools: {},
};

/** Where a request goes. */
export interface Destination {
  readonly host: string;
  /** Of the URL, without its query. */
  readonly pathname: string;
}
