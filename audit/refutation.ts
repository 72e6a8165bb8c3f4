import type { LogFault } from "./log_fault.ts";

/** What can be wrong with a receipt or a bundle, or with the log inside. */
export type EvidenceFault =
  | LogFault
  | "unsigned-tail"
  | "receipt-proof"
  | "receipt-record"
  | "bundle-gzip"
  | "bundle-tar"
  | "bundle-extra"
  | "bundle-missing"
  | "bundle-digest"
  | "bundle-count";

/** Where in a piece of evidence something is wrong, as far as that is known. */
export interface Place {
  /** Sequence number of a record. */
  readonly seq?: number;
  /** In bytes, from the start of the unpacked file or of the log inside. */
  readonly offset?: number;
}

/** The answer that evidence is wrong. */
export interface Refuted extends Place {
  readonly ok: false;
  readonly code: EvidenceFault;
  /** For people, without a full stop. */
  readonly explanation: string;
}

/**
 * Ends a verifier's work at the first fault.
 *
 * Never leaves audit/: each verifier catches it and answers with a verdict.
 */
export class Refutation extends Error {
  readonly code: EvidenceFault;
  readonly place: Place;

  constructor(code: EvidenceFault, message: string, place: Place = {}) {
    super(message);
    this.name = "Refutation";
    this.code = code;
    this.place = place;
  }
}

/** What a verifier answers where it was stopped; anything else goes on up. */
export function refuted(error: unknown): Refuted {
  if (!(error instanceof Refutation)) throw error;
  const { code, message: explanation, place } = error;
  return { ok: false, code, ...place, explanation };
}
