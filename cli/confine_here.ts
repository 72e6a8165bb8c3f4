import { build } from "./build.ts";

/** All but reading, which the command line confined to what it names. */
const OTHERS = ["net", "write", "env", "run", "sys", "ffi"] as const;

/**
 * Gives up all but reading, if that is confined already: a binary starts a
 * verifier with the right to read its own files and the named ones.
 *
 * @returns Whether this process is now as confined as a verifier must be.
 */
export function confineHere(built = build()): boolean {
  const { state } = Deno.permissions.querySync({ name: "read" });
  if (built === undefined || state === "granted") return false;
  for (const name of OTHERS) Deno.permissions.revokeSync({ name });
  return true;
}
