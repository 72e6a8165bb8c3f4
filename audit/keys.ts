import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from "node:crypto";
import { SPKI_PREFIX } from "./ed25519.ts";
import { type Disk, realDisk } from "./disk.ts";
import { KeyError } from "./errors.ts";
import type { Signer } from "./note.ts";
import { parsePublicKey, type PinnedKey } from "./public_key.ts";
import { makeVkey, parseVkey } from "./vkey.ts";
import { readSmall, writeNew } from "./whole_file.ts";

/** A private key, and what it can do. The key itself does not come out. */
export interface SigningKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** An Ed25519 signature, 64 bytes. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** The key under the name of a log. */
export function signerFor(key: SigningKey, origin: string): Signer {
  return { vkey: makeVkey(origin, key.publicKey), sign: key.sign };
}

/**
 * Makes a key and its file: PKCS#8 PEM, mode 0600.
 *
 * The file is there whole or not at all, and never replaces another.
 *
 * @throws {KeyError} `exists`.
 */
export function createSigningKey(
  path: string,
  disk: Disk = realDisk,
): SigningKey {
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  const draft = `${path}.${crypto.randomUUID()}`;
  writeNew(disk, draft, new TextEncoder().encode(pem));
  try {
    disk.link(draft, path);
  } catch (cause) {
    if (!disk.facts(path)) throw cause;
    throw new KeyError("exists", `Cannot replace the signing key: ${path}`, {
      hint: "Rotate it with `waterwall rotate-key`",
      cause,
    });
  } finally {
    disk.remove(draft);
  }
  disk.syncDir(path.replace(/[^/\\]*$/, "") || ".");
  return signingKey(privateKey);
}

/** Larger than any Ed25519 key, smaller than a mistake. */
const MAX_KEY_BYTES = 16_384;

/**
 * Reads a private key that no one else can read.
 *
 * @throws {KeyError} `unreadable`, `mode` unless 0600 or 0400, `malformed`.
 */
export function loadSigningKey(
  path: string,
  disk: Disk = realDisk,
): SigningKey {
  const mode = attempt(() => disk.facts(path, { follow: true }))?.mode;
  if (mode !== undefined && mode !== 0o600 && mode !== 0o400) {
    throw new KeyError(
      "mode",
      `Cannot use a signing key that others may read: ${path} has mode ` +
        `0${mode.toString(8)}`,
      { hint: `Run: chmod 600 ${path}` },
    );
  }
  const pem = attempt(() => readSmall(disk, path, MAX_KEY_BYTES));
  if (!pem) {
    throw new KeyError("unreadable", `Cannot read the signing key: ${path}`, {
      hint: "Check that the file is there and yours, or restore it",
    });
  }
  const key = attempt(() => createPrivateKey(new TextDecoder().decode(pem)));
  if (key?.asymmetricKeyType !== "ed25519") {
    throw new KeyError(
      "malformed",
      `Cannot use the signing key as it is no Ed25519 PKCS#8 PEM: ${path}`,
      { hint: "Restore the file that `waterwall start` made" },
    );
  }
  return signingKey(key);
}

/**
 * Takes a vkey, or the name of a file that holds one or a public PEM.
 *
 * @throws {KeyError} as `parsePublicKey`, or `unreadable`.
 */
export function loadPublicKey(
  argument: string,
  disk: Disk = realDisk,
): PinnedKey {
  const isKey = /PRIVATE KEY|PUBLIC KEY/i.test(argument);
  if (isKey || parseVkey(argument.trim())) return parsePublicKey(argument);
  const bytes = attempt(() => readSmall(disk, argument, MAX_KEY_BYTES));
  if (bytes) return parsePublicKey(new TextDecoder().decode(bytes));
  // Not quoted unless it is a path: it may be a key after all.
  const isPath = attempt(() => disk.facts(argument)) !== undefined;
  throw new KeyError(
    "unreadable",
    "Cannot read the public key as it is neither a vkey nor a file that " +
      `holds one${isPath ? `: ${argument}` : ""}`,
    { hint: "Give a vkey, or a file that holds one or a public PEM" },
  );
}

function signingKey(privateKey: KeyObject): SigningKey {
  const spki = createPublicKey(privateKey as never)
    .export({ format: "der", type: "spki" });
  return {
    publicKey: new Uint8Array(spki.subarray(SPKI_PREFIX.length)),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
