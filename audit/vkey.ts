import { createHash } from "node:crypto";
import { concat, fromBase64, toBase64, toHex } from "./bytes.ts";

/** A public key with the name it signs under: what an auditor pins. */
export interface Vkey {
  readonly name: string;
  /** 8 lowercase hex digits, of name and key together. */
  readonly keyId: string;
  /** What its signatures cover: a note's text, or a witness's cosignature. */
  readonly kind: KeyKind;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** The signature types of C2SP signed-note that are Ed25519. */
export type KeyKind = "note" | "cosignature";

const KIND_BYTE = { note: 0x01, cosignature: 0x04 } as const;

/** Names a public key. */
export function makeVkey(
  name: string,
  publicKey: Uint8Array,
  kind: KeyKind = "note",
): Vkey {
  const id = createHash("sha256").update(`${name}\n`)
    .update(concat(Uint8Array.of(KIND_BYTE[kind]), publicKey)).digest();
  return { name, keyId: toHex(id.subarray(0, 4)), kind, publicKey };
}

/**
 * One line without its end: `name+key id+base64`.
 *
 * @see https://c2sp.org/signed-note#verifier-keys
 */
export function formatVkey({ name, keyId, kind, publicKey }: Vkey): string {
  const key = concat(Uint8Array.of(KIND_BYTE[kind]), publicKey);
  return `${name}+${keyId}+${toBase64(key)}`;
}

const VKEY = /^([^\s+\p{Cc}]{1,255})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{44})$/u;

/** Reads a vkey; `undefined` unless name, id and key fit each other. */
export function parseVkey(text: string): Vkey | undefined {
  const [, name = "", keyId, base64 = ""] = VKEY.exec(text) ?? [];
  const key = fromBase64(base64);
  if (key?.length !== 33) return undefined;
  const kind = key[0] === KIND_BYTE.note
    ? "note"
    : key[0] === KIND_BYTE.cosignature
    ? "cosignature"
    : undefined;
  if (!kind) return undefined;
  const vkey = makeVkey(name, key.slice(1), kind);
  return vkey.keyId === keyId ? vkey : undefined;
}
