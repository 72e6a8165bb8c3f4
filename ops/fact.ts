import type { Hash } from "../audit/mod.ts";

/** Something worth showing but not worth signing. Lost on a crash, by design. */
export type Fact =
  /** A request was passed on to its provider. */
  | {
    readonly fact: "passed";
    readonly request: string;
    readonly session: string;
    readonly host: string;
    /** What the client calls itself: its `User-Agent`, as it was sent. */
    readonly agent: string | null;
    /** From its arrival until it was passed on, in milliseconds. */
    readonly addedMs: number;
  }
  /** A provider began to answer, so long after the request was passed on. */
  | {
    readonly fact: "first_byte";
    readonly request: string;
    readonly afterMs: number;
  }
  /** A host answered, or did not. */
  | {
    readonly fact: "upstream";
    readonly host: string;
    readonly reachable: boolean;
  }
  /** The secrets that can be restored, and the UTF-16 code units they take. */
  | { readonly fact: "vault"; readonly secrets: number; readonly units: number }
  /** Texts that were not scanned again, and those that were, so far. */
  | { readonly fact: "cache"; readonly hits: number; readonly misses: number }
  /** The instance began to serve. */
  | {
    readonly fact: "started";
    readonly version: string;
    readonly proxyPort: number;
    readonly adminPort: number;
    /** Number of protected hosts. */
    readonly hosts: number;
    /** When the CA expires, in Unix milliseconds. */
    readonly caUntilMs: number;
  }
  /** A worker serves, or does not. */
  | {
    readonly fact: "part";
    readonly part: "proxy" | "keys";
    readonly up: boolean;
  }
  /** The policy that is in force. */
  | {
    readonly fact: "policy";
    readonly policy: Hash;
    readonly patterns: number;
  }
  /** The configuration was read again; `why` it was refused, if it was. */
  | { readonly fact: "reload"; readonly why: string | null }
  /** The log was opened and holds so many records. */
  | { readonly fact: "opened"; readonly records: number }
  /** A record became durable, so long after it was asked for. */
  | { readonly fact: "appended"; readonly ms: number }
  /** A checkpoint over the first `size` records was written. */
  | { readonly fact: "checkpoint"; readonly size: number }
  /** Somebody else vouched for the first `size` records. */
  | { readonly fact: "anchored"; readonly name: string; readonly size: number }
  /** The log takes no more records. */
  | { readonly fact: "broken"; readonly why: string };
