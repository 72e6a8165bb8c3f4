import { keyFiles } from "./bundle_files.ts";
import { checkEd25519 } from "./ed25519.ts";
import { parseNote } from "./note.ts";
import { Refutation } from "./refutation.ts";
import { requireSignature } from "./require_signature.ts";
import { signatureOfSshsig, sshsigMessage } from "./sshsig.ts";
import type { Vkey } from "./vkey.ts";

/** The two files of a bundle that come first. */
export interface Signatures {
  /** `MANIFEST` */
  readonly note: string;
  /** `MANIFEST.sshsig` */
  readonly sshsig: string;
}

/**
 * Goes on only if the key signed a bundle's manifest, in both ways.
 *
 * @throws {Refutation}
 */
export function requireManifestKey(
  key: Vkey,
  { note, sshsig }: Signatures,
): void {
  requireSignature(parseNote(note)!, key, "MANIFEST");
  const { publicKey } = key;
  const signature = signatureOfSshsig(sshsig, publicKey);
  const message = sshsigMessage(new TextEncoder().encode(note));
  const answer = signature && checkEd25519({ publicKey, message, signature });
  if (answer !== "good") {
    throw new Refutation("signature", "MANIFEST.sshsig is not by the key");
  }
}

/**
 * Goes on only if the files that name the key to other software name this one.
 *
 * @throws {Refutation}
 */
export function requireKeyFiles(
  key: Vkey,
  texts: ReadonlyMap<string, string>,
): void {
  for (const [path, text] of Object.entries(keyFiles(key))) {
    if (texts.get(path) !== text) {
      throw new Refutation("bundle-digest", `${path} is of another key`);
    }
  }
}
