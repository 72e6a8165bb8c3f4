/** What people call a credential after the name of its vendor. */
const NOUNS = [
  "access",
  "api_key",
  "api_secret",
  "api_token",
  "apikey",
  "auth",
  "client_secret",
  "credential",
  "key",
  "pass",
  "private",
  "secret",
  "server_token",
  "token",
] as const;

/**
 * The words of a rule whose shape is that of harmless ids too: the vendor's
 * name counts only with a noun that speaks of a credential, `acme_token`.
 */
export function withNouns(...vendors: readonly string[]): readonly string[] {
  return vendors.flatMap((vendor) => NOUNS.map((noun) => `${vendor}_${noun}`));
}
