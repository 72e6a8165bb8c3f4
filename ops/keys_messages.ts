import type {
  Committed,
  Entry,
  Hash,
  LedgerOrder,
  OrderDone,
} from "../audit/mod.ts";
import type { Failure } from "../proxy/mod.ts";
import type { CaFault } from "./ca/check_ca.ts";
import type { Home } from "./home.ts";
import type { Recorded } from "./state.ts";

/** What main tells the keys worker. */
export type ToKeysWorker =
  /** Comes first: open the ledger, whose lock is this instance's, then the CA. */
  | {
    readonly tell: "open";
    readonly home: Home;
    readonly tool: string;
    /** The policy that records are made under. */
    readonly policy: Hash;
    /** What that is the hash of; kept beside the log. */
    readonly policyText: string;
    /** The protected hosts. */
    readonly hosts: readonly string[];
    readonly roots: readonly string[];
    /** Size at which a segment of the log ends. */
    readonly segmentBytes: number;
    /** Quiet time after which a session ends. */
    readonly sessionIdleMs: number;
    /** Whether a receipt is written for each redaction. */
    readonly receipts: boolean;
  }
  /** From now on the CA is for these. */
  | {
    readonly tell: "hosts";
    readonly hosts: readonly string[];
    readonly roots: readonly string[];
  }
  /** A line to a proxy worker; the one before goes on while it is in use. */
  | { readonly tell: "line"; readonly line: MessagePort }
  | {
    readonly tell: "record";
    readonly id: number;
    readonly entry: Entry;
    /** The text of the policy that the entry names; kept before it is recorded. */
    readonly policyText?: string;
  }
  | { readonly tell: "order"; readonly id: number; readonly order: LedgerOrder }
  /** Write the last record and let go of the ledger. */
  | { readonly tell: "close"; readonly reason: string }
  | { readonly tell: "ping" };

/** What the keys worker tells main. */
export type FromKeysWorker =
  | {
    readonly tell: "opened";
    readonly vkey: string;
    /** Number of records in the log. */
    readonly size: number;
    /** When the CA expires, in Unix milliseconds. */
    readonly caUntilMs: number;
    /** Why it was made just now; `null` if it was not. */
    readonly caMade: "new" | CaFault | null;
  }
  /** The CA is for the hosts that were told. */
  | { readonly tell: "vouches"; readonly outcome: KeptFor | Failure }
  /** Records that are durable by now, for the state that is shown. */
  | {
    readonly tell: "recorded";
    readonly recorded: readonly Recorded[];
    /** How long those that were asked for had to wait, in milliseconds. */
    readonly durations: readonly number[];
  }
  | {
    readonly tell: "answer";
    readonly id: number;
    readonly outcome: Committed | Failure;
  }
  | {
    readonly tell: "obeyed";
    readonly id: number;
    readonly outcome: OrderDone | Failure;
  }
  /** The ledger takes no more records. */
  | { readonly tell: "broken"; readonly failure: Failure }
  | { readonly tell: "closed" }
  | { readonly tell: "pong" }
  /** It cannot go on; its last words. */
  | { readonly tell: "failed"; readonly failure: Failure };

/** What a CA that fits the hosts is like. */
export interface KeptFor {
  readonly caUntilMs: number;
  readonly caMade: "new" | CaFault | null;
}
