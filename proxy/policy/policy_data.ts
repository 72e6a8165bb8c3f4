import type { Rule } from "../detect/mod.ts";
import type { Shape } from "../redact/placeholder.ts";
import { DEFAULT_RESTORE, type RestorePolicy } from "../redact/policy.ts";

/** What is done with a secret. */
export type Action = "redact" | "block" | "warn";

/** Every action. */
export const ACTIONS: readonly Action[] = ["redact", "block", "warn"];

/** What may leave as it is. */
export interface Allowed {
  /** Beginnings, of 8 to 64 lowercase hex digits, of values' SHA-256. */
  readonly sha256: readonly string[];
  /** Ids or TYPEs of rules whose findings are nobody's secret. */
  readonly rules: readonly string[];
  /** Hosts to which secrets may go; `*.` for all below. */
  readonly hosts: readonly string[];
  /** Places in a body, such as `metadata.user_id`, or, from a slash on, paths of URLs. */
  readonly paths: readonly string[];
}

/** All that a person can say about secrets. Plain data: it crosses to a worker. */
export interface PolicyData {
  /** Record what would have been done, and change nothing. */
  readonly shadow: boolean;
  /** What is done if `actions` does not say. */
  readonly action: Action;
  /** By id of the rule, or by TYPE. */
  readonly actions: Readonly<Record<string, Action>>;
  /** Ids or TYPEs of rules that are switched off. */
  readonly off: readonly string[];
  /** Rules beside those that come with the product. */
  readonly rules: readonly Rule[];
  readonly allow: Allowed;
  /** Tell models about placeholders, in the system prompt. */
  readonly hint: boolean;
  /** How placeholders are written. */
  readonly placeholder: PlaceholderShapes;
  /** What answers may get back. */
  readonly restore: RestorePolicy;
  /** Where known values come from: on, off, or these. Read by main only. */
  readonly sources: Sources;
}

/** Which shape placeholders have: by TYPE, else by host, else this. */
export interface PlaceholderShapes {
  readonly shape: Shape;
  readonly types: Readonly<Record<string, Shape>>;
  /** `*.` for all below; a whole name counts first. */
  readonly hosts: Readonly<Record<string, Shape>>;
}

/** By name of the source: whether it is read, or what is read of it. */
export type Sources = Readonly<Record<string, boolean | readonly string[]>>;

/** What holds when nobody said anything. */
export const DEFAULT_POLICY: PolicyData = {
  shadow: false,
  action: "redact",
  actions: {},
  off: [],
  rules: [],
  allow: { sha256: [], rules: [], hosts: [], paths: [] },
  hint: false,
  placeholder: { shape: "tag", types: {}, hosts: {} },
  restore: DEFAULT_RESTORE,
  sources: {},
};

/** A value that is a secret because of where it is kept. */
export interface KnownValue {
  readonly value: string;
  /** TYPE of its placeholder. */
  readonly type: string;
}
