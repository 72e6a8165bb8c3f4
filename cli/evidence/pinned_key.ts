import { loadPublicKey, type PinnedKey } from "../../audit/verify.ts";
import { CliError } from "../errors.ts";

/**
 * The key that the person trusts; one that comes with the evidence vouches
 * for nothing.
 */
export function pinnedKey(pubkey: string | undefined): PinnedKey {
  if (pubkey !== undefined) return loadPublicKey(pubkey);
  throw new CliError(
    "usage",
    "Cannot verify without a key to trust: evidence cannot vouch for itself",
    { hint: "Give --pubkey with a vkey, or a file that holds one." },
  );
}
