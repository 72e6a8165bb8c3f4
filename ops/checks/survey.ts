import type { CaFault } from "../ca/check_ca.ts";

/** What was looked at: what was found, or, as the end of a sentence, why nothing was. */
export type Look<T> = { readonly found: T } | { readonly failed: string };

/** All that the checks of an installation judge. Gathered by `takeSurvey`. */
export interface Survey {
  readonly nowMs: number;
  /** The home folder. */
  readonly folder: Look<Access>;
  /** Each file that only its owner may read, by its name. */
  readonly secrets: Readonly<Record<string, Look<Access>>>;
  readonly config: Look<{ readonly protectedHosts: number }>;
  readonly ports: Look<readonly PortState[]>;
  readonly ca: Look<CaState>;
  readonly bundle: Look<{ readonly hasCa: boolean; readonly roots: number }>;
  readonly signingKey: Look<{
    /** Whether what it signed verifies by its public half. */
    readonly signs: boolean;
    /** Whether it is the key of the log; `null` while there is no log. */
    readonly isOfLog: boolean | null;
  }>;
  /** Whether a file can be made, synced and removed beside the log. */
  readonly writable: Look<true>;
  readonly log: Look<LogState>;
  readonly policy: Look<PolicyState>;
  /** Room on the disk of the home, in bytes. */
  readonly freeBytes: Look<number>;
  readonly isolates: Look<readonly IsolateState[]>;
  /** Kill switches that are armed: those of a running instance, else those that a start would obey. */
  readonly armed: Look<readonly string[]>;
  /** The instance that runs in this home; `null` if none answers. */
  readonly running: RunningState | null;
  /** What became of a made-up secret. */
  readonly canary: Look<CanaryState>;
}

export interface Access {
  /** Permission bits; `null` where the system has none. */
  readonly mode: number | null;
  /** Whether it belongs to this user; `null` where nobody can tell. */
  readonly isOwn: boolean | null;
}

export interface PortState {
  /** For people: `proxy`. */
  readonly of: string;
  readonly port: number;
  readonly is: "free" | "ours" | "taken";
}

export interface CaState {
  /** What is wrong with it for the hosts of the configuration. */
  readonly fault: CaFault | null;
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface LogState {
  readonly isIntact: boolean;
  /** Why it is not, or what weakens it; empty if nothing does. */
  readonly explanation: string;
  readonly size: number;
  /** When the newest record was made; `null` where there is none. */
  readonly newestMs: number | null;
}

export interface PolicyState {
  readonly hash: string;
  readonly patterns: number;
  /** Kinds of made-up secrets that it did not find. */
  readonly missed: readonly string[];
  readonly sought: number;
}

export interface IsolateState {
  readonly name: string;
  /** What it could do although it must not. */
  readonly tooMuch: readonly string[];
  /** What it could not do although it must. */
  readonly tooLittle: readonly string[];
  readonly tried: number;
}

export interface RunningState {
  readonly healthy: boolean;
  readonly status: string;
  readonly policyHash: string;
  readonly patterns: number;
}

export interface CanaryState {
  /** Which way it took, for people. */
  readonly way: string;
  /** Whether the secret was in what would have left. */
  readonly isLeaked: boolean;
  /** Whether it came back byte for byte. */
  readonly isRestored: boolean;
  /** Whether the log speaks of it. */
  readonly isRecorded: boolean;
}
