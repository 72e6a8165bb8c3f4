import type { Hash, Switch } from "../audit/mod.ts";
import type { Answer } from "./admin.ts";

/** What is known of the parts of a running instance. */
export interface Vitals {
  /** When it started, in Unix milliseconds. */
  readonly startedMs: number;
  /** Where it serves, and what; `null` until it does. */
  readonly serving: {
    /** Name and version. */
    readonly tool: string;
    readonly proxyPort: number;
    readonly adminPort: number;
    /** Number of protected hosts. */
    readonly hosts: number;
  } | null;
  /** Whether the proxy worker serves its port. */
  readonly proxyUp: boolean;
  /** Whether the keys worker answers. */
  readonly keysUp: boolean;
  /** `false` once the log refused a record for good. */
  readonly chainIntact: boolean;
  readonly patterns: number;
  readonly policy: Hash;
  readonly armed: readonly Switch[];
  /** Of the hosts that were asked: whether each answered last time. */
  readonly reachable: Readonly<Record<string, boolean>>;
  /** When the CA expires, in Unix milliseconds. */
  readonly caUntilMs: number;
  /** Why the files on disk are not what is in force; `null` if they are. */
  readonly reloadError: string | null;
}

/**
 * The answer of `GET /healthz`: 200 while requests are protected and passed
 * on, 503 while they are refused.
 */
export function health(vitals: Vitals, nowMs: number): Answer {
  const status = statusOf(vitals, nowMs);
  const hosts = Object.values(vitals.reachable);
  return {
    status: status === "ok" ? 200 : 503,
    body: {
      status,
      uptime: Math.floor((nowMs - vitals.startedMs) / 1000),
      patterns_loaded: vitals.patterns,
      policy_hash: vitals.policy,
      chain_intact: vitals.chainIntact,
      killswitch: vitals.armed.length > 0 ? "armed" : "clear",
      killswitch_sources: vitals.armed,
      upstream_reachable: hosts.length === 0 ? null : hosts.every(Boolean),
      ca_expires: new Date(vitals.caUntilMs).toISOString(),
      reload_error: vitals.reloadError,
    },
  };
}

type Status =
  | "ok"
  | "killswitch"
  | "proxy_down"
  | "audit_down"
  | "no_patterns"
  | "ca_expired";

function statusOf(vitals: Vitals, nowMs: number): Status {
  if (!vitals.chainIntact || !vitals.keysUp) return "audit_down";
  if (!vitals.proxyUp) return "proxy_down";
  if (vitals.patterns === 0) return "no_patterns";
  if (vitals.caUntilMs <= nowMs) return "ca_expired";
  return vitals.armed.length > 0 ? "killswitch" : "ok";
}
