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
    /** Of the framework tags in use; the ledger fills it in. */
    readonly catalogue?: Hash;
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

/** What the makers of evidence have recorded about what they made. */
export type EvidenceEntry =
  | {
    readonly type: "anchor";
    /** Size of the tree that was anchored. */
    readonly size: number;
    readonly kind: "witness" | "rfc3161" | "command";
    readonly name: string;
    /** Of what the anchor answered, or of the note where it answers nothing. */
    readonly sha256: Hash;
  }
  | {
    readonly type: "export";
    /** Of the bundle's manifest. */
    readonly sha256: Hash;
    /** First record in the bundle, and the one after its last. */
    readonly from: number;
    readonly to: number;
  };

/** What the log says about itself: written by the ledger alone. */
export type OwnEntry =
  | {
    readonly type: "genesis";
    readonly origin: string;
    /** The key that signs from here on, as a vkey. */
    readonly key: string;
    readonly tool: string;
    readonly catalogue?: Hash;
  }
  | {
    readonly type: "start";
    readonly tool: string;
    readonly policy: Hash;
    /** Size of the log that this start found. */
    readonly resumed: number;
  }
  | { readonly type: "stop"; readonly reason: string }
  | {
    readonly type: "checkpoint";
    /** A signed note over every record before this one. */
    readonly note: string;
  }
  | {
    readonly type: "key";
    /** The key that signs from the next checkpoint on. */
    readonly vkey: string;
    readonly reason: KeyReason;
    /** Key id, 8 hex digits, of the key that it replaces. */
    readonly retire: string;
  }
  | {
    readonly type: "seal";
    readonly size: number;
    /** Roots of the complete subtrees over the first `size` records. */
    readonly frontier: readonly Hash[];
  }
  | {
    readonly type: "recovery";
    /** Where in its segment the bytes stood that were put aside. */
    readonly offset: number;
    readonly bytes: number;
    readonly sha256: Hash;
    readonly cause: RecoveryCause;
  }
  | {
    readonly type: "gap";
    /** The head that the log no longer reaches. */
    readonly note: string;
    readonly reason: string;
  };

/** Why a signing key is replaced; `compromise` distrusts all it signs later. */
export type KeyReason = "scheduled" | "compromise";

/** What was put aside: the bytes after the signed head, or a whole file. */
export type RecoveryCause = "tail" | "segment" | "loss";

/** One line of the log. */
export type LogRecord =
  & {
    readonly v: 1;
    readonly seq: number;
    readonly prev_hash: Hash;
    /** `YYYY-MM-DDTHH:MM:SS.sssZ`, never decreasing. */
    readonly ts: string;
  }
  & (Entry | EvidenceEntry | OwnEntry);

/** An entry that is on disk, synced and under a signed head. */
export interface Committed {
  readonly seq: number;
  /** When it was stamped, in Unix milliseconds. */
  readonly ms: number;
}

/** Resolves once the entry is durable; rejects with `LedgerError` if it never will be. */
export type Append = (entry: Entry) => Promise<Committed>;
