/** A SHA-256 digest, 64 lowercase hex digits. */
export type Hash = string;

/** A secret that was replaced: its kind and the 16 hex digits of its placeholder (a keyed tag), never itself. */
export type Item = { readonly kind: string; readonly tag: string };

/** What can stop all traffic; any one suffices. */
export type Switch = "config" | "sigusr1" | "sentinel" | "http";

/** Why a request was answered instead of forwarded. */
export type BlockReason =
  | "killswitch"
  | "audit"
  | "config"
  | "policy"
  | "body"
  | "leak"
  | "host"
  | "exfiltration"
  | "internal";

/** What every record about one request says of it. */
type OfRequest = {
  /** Id of the request, made by Waterwall. */
  readonly request: string;
  /** Id of the session it belongs to. */
  readonly session: string;
  /** Protected host it was meant for. */
  readonly host: string;
};

/**
 * Everything the proxy and its operator may ask to have recorded.
 *
 * Names are the wire's (audit/SPEC.md §3): this type, that section and `v`
 * change together or not at all. None has a field for a secret.
 */
export type Entry =
  | OfRequest & {
    readonly type: "redaction";
    readonly direction: "outbound";
    readonly items: readonly Item[];
    readonly policy: Hash;
  }
  | OfRequest & {
    readonly type: "restoration";
    /** `false` before the first restored byte, `true` with the final counts. */
    readonly final: boolean;
    readonly restored: number;
    readonly unknown: number;
    readonly policy: Hash;
  }
  | OfRequest & { readonly type: "block"; readonly reason: BlockReason }
  | {
    readonly type: "killswitch";
    readonly state: "armed" | "clear";
    readonly source: Switch;
  }
  | {
    readonly type: "policy";
    readonly old: Hash;
    readonly new: Hash;
    /** Number of rules in force. */
    readonly patterns: number;
  }
  | {
    readonly type: "session";
    readonly session: string;
    /** First and last sequence number of the session's records. */
    readonly first: number;
    readonly last: number;
    readonly requests: number;
    readonly redactions: number;
    readonly restorations: number;
    readonly blocked: number;
    readonly unknown: number;
    readonly kinds: Readonly<Record<string, number>>;
    readonly controls: readonly string[];
    readonly catalogue: Hash;
  };

/** An entry that is on disk, synced and under a signed head. */
export interface Committed {
  readonly seq: number;
  /** When it was stamped, in Unix milliseconds. */
  readonly ms: number;
}

/** Resolves once the entry is durable; rejects with `LedgerError` if it never will be. */
export type Append = (entry: Entry) => Promise<Committed>;
