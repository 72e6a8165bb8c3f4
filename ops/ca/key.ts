import { fromPem, toPem } from "./pem.ts";

const P256 = { name: "ECDSA", namedCurve: "P-256" } as const;
const SIGNING = { name: "ECDSA", hash: "SHA-256" } as const;

/** A new P-256 key pair. */
export function generateKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(P256, true, ["sign", "verify"]);
}

/** A private key as PKCS#8 in PEM. */
export async function exportKey(key: CryptoKey): Promise<string> {
  const der = await crypto.subtle.exportKey("pkcs8", key);
  return toPem("PRIVATE KEY", new Uint8Array(der));
}

/** A P-256 private key from PKCS#8 in PEM; `null` if it is not one. */
export async function importKey(pem: string): Promise<CryptoKey | null> {
  const der = fromPem("PRIVATE KEY", pem);
  if (!der) return null;
  try {
    return await crypto.subtle.importKey("pkcs8", der, P256, true, ["sign"]);
  } catch {
    return null;
  }
}

/** The SubjectPublicKeyInfo of a public key, in DER. */
export async function publicKeyInfo(
  key: CryptoKey,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.exportKey("spki", key));
}

/** Signature as `r` and `s`, 32 bytes each. */
export async function sign(
  key: CryptoKey,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign(SIGNING, key, bytes));
}

/** Whether a private key is the one of a SubjectPublicKeyInfo in DER. */
export async function isKeyOf(
  key: CryptoKey,
  spki: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  try {
    const theirs = await crypto.subtle
      .importKey("spki", spki, P256, true, ["verify"]);
    const proof = new TextEncoder().encode("waterwall CA key check");
    return await crypto.subtle
      .verify(SIGNING, theirs, await sign(key, proof), proof);
  } catch {
    return false;
  }
}
