/** What every verifier is asked, beside what it is to verify. */
export interface VerifierValues {
  readonly pubkey: string | undefined;
  readonly seen: readonly string[];
  readonly policy: string | undefined;
  readonly maxAge: string | undefined;
  readonly json: boolean;
  readonly attest: boolean;
}
