import { dirname } from "node:path";
import {
  loadPublicKey,
  loadSigningKey,
  type PinnedKey,
} from "../../audit/mod.ts";
import type { Io } from "../io.ts";

/** Where a key to trust came from: asked for, of this home, or nowhere. */
export type KeySource = "given" | "own" | "none";

/** A key to hold a log against. */
export interface KeyFor {
  readonly source: KeySource;
  readonly pinned?: PinnedKey;
}

/**
 * The key that was given, else that of the home that the log lies in, if its
 * private half is there and nobody else's to read: whoever signs with it knows
 * it. A public key beside a log is never trusted, as it came with the log.
 *
 * @param path The log's folder, or a file in it.
 * @throws {KeyError} if a key was given and cannot be used.
 */
export async function keyFor(
  path: string,
  { pubkey, io }: { readonly pubkey: string | undefined; readonly io: Io },
): Promise<KeyFor> {
  if (pubkey !== undefined) {
    return { source: "given", pinned: loadPublicKey(pubkey) };
  }
  const folder = await io.kindOf(path) === "folder" ? path : dirname(path);
  try {
    const { publicKey } = loadSigningKey(`${folder}/../signing.key`);
    return { source: "own", pinned: { publicKey } };
  } catch {
    return { source: "none" };
  }
}
