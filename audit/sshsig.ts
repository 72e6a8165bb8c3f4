import { createHash } from "node:crypto";
import { concat, fromBase64, toBase64 } from "./bytes.ts";
import { sshBlob } from "./public_key.ts";

/** Says what a signature is for, so that it stands for nothing else. */
export const SSHSIG_NAMESPACE = "waterwall-evidence";

const BEGIN = "-----BEGIN SSH SIGNATURE-----\n";
const END = "-----END SSH SIGNATURE-----\n";

/**
 * What an SSHSIG signature by Ed25519 is made over.
 *
 * @see https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig
 */
export function sshsigMessage(message: Uint8Array): Uint8Array {
  const digest = createHash("sha512").update(message).digest();
  return concat(
    utf8("SSHSIG"),
    field(SSHSIG_NAMESPACE),
    field(""),
    field("sha512"),
    field(digest),
  );
}

/** The file that `ssh-keygen -Y verify -s` reads, from 64 bytes of signature. */
export function armorSshsig(
  publicKey: Uint8Array,
  signature: Uint8Array,
): string {
  const blob = concat(
    utf8("SSHSIG"),
    uint32(1),
    field(sshBlob(publicKey)),
    field(SSHSIG_NAMESPACE),
    field(""),
    field("sha512"),
    field(concat(field("ssh-ed25519"), field(signature))),
  );
  const lines = toBase64(blob).match(/.{1,70}/g) ?? [];
  return BEGIN + lines.map((line) => line + "\n").join("") + END;
}

/**
 * The signature inside such a file, if it is byte for byte the file that
 * `armorSshsig` makes for this key; nothing otherwise.
 */
export function signatureOfSshsig(
  text: string,
  publicKey: Uint8Array,
): Uint8Array | undefined {
  if (text.length !== armorSshsig(publicKey, new Uint8Array(64)).length) {
    return undefined;
  }
  const base64 = text.slice(BEGIN.length, -END.length).replaceAll("\n", "");
  const signature = fromBase64(base64)?.subarray(-64);
  return signature && armorSshsig(publicKey, signature) === text
    ? signature
    : undefined;
}

function field(content: string | Uint8Array): Uint8Array {
  const bytes = typeof content === "string" ? utf8(content) : content;
  return concat(uint32(bytes.length), bytes);
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
