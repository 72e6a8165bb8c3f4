import type { Switch } from "../../audit/mod.ts";
import type { AwsCredentials } from "../signing/sigv4.ts";
import type { Base } from "./base_url.ts";
import type { CorporateProxy } from "./corporate_proxy.ts";
import type { HostRule } from "./host_rule.ts";

/** All that the proxy needs to know. Plain data: it crosses to a worker. */
export interface ProxySettings {
  readonly rules: readonly HostRule[];
  readonly bases: readonly Base[];
  /** Roots in PEM that vouch for providers. */
  readonly roots: readonly string[];
  readonly corporateProxy: CorporateProxy | null;
  /** Where a person edits the rules: for hints. */
  readonly configFile: string;
  /** Kill switches that are armed at the start. */
  readonly armed: readonly Switch[];
  /** Whether arming a switch also ends answers that are running. */
  readonly cutStreams: boolean;
  /** `ephemeral`: the placeholders of this run are known to no other. */
  readonly tokenKey: "persistent" | "ephemeral";
  /** Who signs for AWS, if anybody. */
  readonly aws?: AwsCredentials | null;
  readonly maxBodyBytes: number;
  readonly maxConnections: number;
  readonly vault: {
    readonly maxCount: number;
    /** In UTF-16 code units. */
    readonly maxSize: number;
    readonly idleMs: number;
  };
  readonly timeouts: {
    /** For a client to send its request's head. */
    readonly headMs: number;
    readonly connectMs: number;
    readonly answerMs: number;
    readonly idleMs: number;
    /** For the keys worker to answer. */
    readonly keysMs: number;
  };
}
