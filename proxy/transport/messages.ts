import type { Hash, Switch } from "../../audit/mod.ts";
import type { Remembered } from "../policy/findings_book.ts";
import type { PolicySource } from "../policy/compile_policy.ts";
import type { AwsCredentials } from "../signing/sigv4.ts";
import type { Telemetry } from "../telemetry.ts";
import type { TransportFact } from "./fact.ts";
import type { PortShare } from "./open_port.ts";
import type { ProxySettings } from "./proxy_settings.ts";

/** What main tells the proxy worker. */
export type ToProxy =
  /** Comes first, with the line to the keys worker. */
  | {
    readonly tell: "settings";
    readonly settings: ProxySettings;
    readonly keys: MessagePort;
    readonly policy: PolicySource;
  }
  /** Make this policy ready; it is in force once it is adopted. */
  | { readonly tell: "policy"; readonly policy: PolicySource }
  /** Which rule found the secrets whose tag or SHA-256 begins so? */
  | { readonly tell: "why"; readonly id: number; readonly start: string }
  /** The policy made ready last holds from now on. */
  | { readonly tell: "adopt" }
  /** Serve this port. Asked once it is ready. */
  | { readonly tell: "listen"; readonly share: PortShare }
  | { readonly tell: "armed"; readonly armed: readonly Switch[] }
  /** Mirror one request that carries this ticket, instead of sending it. */
  | { readonly tell: "rehearse"; readonly ticket: string }
  /** From now on these keys sign for AWS; `null` if none do. */
  | { readonly tell: "aws"; readonly aws: AwsCredentials | null }
  /** A new line to the keys worker; `null` while there is none. */
  | { readonly tell: "keys"; readonly keys: MessagePort | null }
  /** Leave what you know to your successor; it takes it over. */
  | { readonly tell: "bequeath"; readonly to: MessagePort }
  | { readonly tell: "inherit"; readonly from: MessagePort }
  /** A successor serves the port: end when your clients have. */
  | {
    readonly tell: "retire";
    readonly graceMs: number;
    readonly limitMs: number;
  }
  /** You are retired: end who asks for nothing any more. */
  | { readonly tell: "hasten" }
  /** Finish, within this time. */
  | { readonly tell: "drain"; readonly limitMs: number }
  | { readonly tell: "ping" };

/** What the proxy worker tells main. */
export type FromProxy =
  /** Everything is there but the port. */
  | {
    readonly tell: "ready";
    readonly policy: Hash;
    readonly patterns: number;
    /** What `policy` is the hash of. */
    readonly text: string;
  }
  | {
    readonly tell: "because";
    readonly id: number;
    readonly found: readonly Remembered[];
  }
  /** A policy is ready to be adopted. */
  | {
    readonly tell: "prepared";
    readonly policy: Hash;
    readonly patterns: number;
    readonly text: string;
  }
  | { readonly tell: "listening"; readonly port: number }
  | { readonly tell: "facts"; readonly facts: readonly ProxyFact[] }
  | { readonly tell: "drained" }
  | { readonly tell: "pong" }
  /** It cannot go on; its last words. */
  | { readonly tell: "failed"; readonly why: string };

/** Anything that the proxy sees. */
export type ProxyFact = TransportFact | Telemetry;
