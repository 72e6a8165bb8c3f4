import { Buffer } from "node:buffer";
import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import {
  formatNote,
  makeVkey,
  type Signer,
  signNote,
} from "../../audit/mod.ts";
import { CompileError } from "./errors.ts";
import { sha256 } from "./sha256.ts";

/** Lines as `sha256sum` writes and checks them, by name. */
export function sumsOf(
  files: ReadonlyMap<string, Uint8Array>,
): string {
  return [...files].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join("");
}

/**
 * The lines with a signature below them, which `sha256sum --check` passes over.
 *
 * @see https://c2sp.org/signed-note
 */
export function signedSums(sums: string, signer: Signer): string {
  return formatNote(signNote(sums, signer));
}

/**
 * Who signs a release.
 *
 * @param pem An Ed25519 key, PKCS #8.
 * @throws {CompileError} `key`.
 */
export function releaseSigner(pem: string, name: string): Signer {
  const key = readKey(pem);
  const { x } = createPublicKey(key).export({ format: "jwk" });
  return {
    vkey: makeVkey(name, new Uint8Array(Buffer.from(x!, "base64url"))),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

function readKey(pem: string) {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // What it says may quote the key.
  }
  throw new CompileError("key", "Cannot sign as this is no Ed25519 key", {
    hint: "Make one with `openssl genpkey -algorithm ed25519`.",
  });
}
