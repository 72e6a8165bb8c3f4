import { createHash } from "node:crypto";
import { concat, fromBase64, isSame, toBase64 } from "./bytes.ts";
import { isWeakPoint, SPKI_PREFIX } from "./ed25519.ts";
import { KeyError } from "./errors.ts";
import { parseVkey } from "./vkey.ts";

/** A public key that someone chose to trust. */
export interface PinnedKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** The log that it signs for; absent if the key came without one. */
  readonly origin?: string;
}

/**
 * Reads a vkey or a PEM public key.
 *
 * @throws {KeyError} `private`, never quoting it; `malformed`; `weak`.
 */
export function parsePublicKey(text: string): PinnedKey {
  if (/PRIVATE KEY/i.test(text)) {
    throw new KeyError(
      "private",
      "Cannot take a private key as a verifier needs only the public one",
      {
        hint: "Give the vkey or the public PEM; `waterwall key show` has both",
      },
    );
  }
  const vkey = parseVkey(text.trim());
  const publicKey = vkey?.publicKey ?? pemKey(text);
  if (!publicKey || vkey?.kind === "cosignature") {
    throw new KeyError(
      "malformed",
      "Cannot read the public key as it is neither a vkey nor an Ed25519 PEM",
      { hint: "Give the line in log.vkey, or a file that holds it" },
    );
  }
  if (isWeakPoint(publicKey)) {
    throw new KeyError(
      "weak",
      "Cannot trust the public key as anyone can sign for it",
      {
        hint: "Ask its owner for the key in a way that no one else can answer",
      },
    );
  }
  return vkey ? { publicKey, origin: vkey.name } : { publicKey };
}

const PEM =
  /^-----BEGIN PUBLIC KEY-----\r?\n([A-Za-z0-9+/=]{1,100})\r?\n-----END PUBLIC KEY-----$/;

function pemKey(text: string): Uint8Array | undefined {
  const der = fromBase64(PEM.exec(text.trim())?.[1] ?? "");
  if (der?.length !== SPKI_PREFIX.length + 32) return undefined;
  return isSame(der.subarray(0, SPKI_PREFIX.length), SPKI_PREFIX)
    ? der.slice(SPKI_PREFIX.length)
    : undefined;
}

/** A public key for software that takes PEM (RFC 8410 §10.1). */
export function publicKeyPem(publicKey: Uint8Array): string {
  const body = toBase64(concat(SPKI_PREFIX, publicKey));
  return `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`;
}

/** The key as ssh writes it, e.g. for `allowed_signers` (RFC 8709 §4). */
export function sshPublicKey(publicKey: Uint8Array): string {
  return `ssh-ed25519 ${toBase64(sshBlob(publicKey))}`;
}

/** What `ssh-keygen -l` prints for it: `SHA256:` and base64 without padding. */
export function sshFingerprint(publicKey: Uint8Array): string {
  const digest = createHash("sha256").update(sshBlob(publicKey)).digest();
  return `SHA256:${toBase64(digest).replace(/=+$/, "")}`;
}

/** The key in ssh's wire format: two strings, each after its length. */
export function sshBlob(publicKey: Uint8Array): Uint8Array {
  const parts = [new TextEncoder().encode("ssh-ed25519"), publicKey];
  return concat(...parts.flatMap((part) => [
    Uint8Array.of(0, 0, 0, part.length),
    part,
  ]));
}
