/**
 * What can be wrong with a receipt or a bundle, beside what can be wrong with
 * the log inside.
 */
export type EvidenceFault =
  | "receipt-proof"
  | "receipt-record"
  | "bundle-gzip"
  | "bundle-tar"
  | "bundle-extra"
  | "bundle-missing"
  | "bundle-digest"
  | "bundle-count";

/**
 * Ends a verifier's work at the first fault.
 *
 * Never leaves audit/: each verifier catches it and answers with a verdict.
 */
export class Refutation<Fault extends string = string> extends Error {
  readonly fault: Fault;
  /** Byte offset in the artefact, where one is known. */
  readonly offset: number | undefined;

  constructor(fault: Fault, message: string, offset?: number) {
    super(message);
    this.name = "Refutation";
    this.fault = fault;
    this.offset = offset;
  }
}
