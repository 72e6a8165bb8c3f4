import { concat, fromBase64, fromHex, toBase64, toHex } from "./bytes.ts";
import { checkEd25519, type Ed25519Answer } from "./ed25519.ts";
import type { Vkey } from "./vkey.ts";

/** A text and who signed it. */
export interface Note {
  /** All that is signed, with its last line feed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** One signature line. */
export interface NoteSignature {
  readonly name: string;
  /** 8 lowercase hex digits. */
  readonly keyId: string;
  /** What follows the key id; 64 bytes for Ed25519. */
  readonly signature: Uint8Array;
}

/** Holds a private key. Synchronous, so that a commit is one step. */
export interface Signer {
  readonly vkey: Vkey;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** Signs a text by each signer, in order. `text` ends with a line feed. */
export function signNote(text: string, ...signers: readonly Signer[]): Note {
  const message = new TextEncoder().encode(text);
  return {
    text,
    signatures: signers.map(({ vkey: { name, keyId }, sign }) => ({
      name,
      keyId,
      signature: sign(message),
    })),
  };
}

/** @see https://c2sp.org/signed-note */
export function formatNote({ text, signatures }: Note): string {
  const lines = signatures.map(({ name, keyId, signature }) =>
    `— ${name} ${toBase64(concat(fromHex(keyId)!, signature))}\n`
  );
  return `${text}\n${lines.join("")}`;
}

/** More than a checkpoint ever needs; fewer than would cost a verifier time. */
const MAX_SIGNATURES = 100;

/** Reads a note written exactly as {@link formatNote} would; else `undefined`. */
export function parseNote(note: string): Note | undefined {
  const split = note.lastIndexOf("\n\n");
  if (split < 0 || !note.endsWith("\n") || !isNoteText(note)) return undefined;
  const lines = note.slice(split + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) return undefined;
  const signatures = lines.map(parseSignature);
  if (!signatures.every((signature) => signature !== undefined)) {
    return undefined;
  }
  return { text: note.slice(0, split + 1), signatures };
}

function isNoteText(text: string): boolean {
  // deno-lint-ignore no-control-regex
  return text.isWellFormed() && !/[\0-\x09\x0b-\x1f\x7f]/.test(text);
}

const SIGNATURE = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/;

function parseSignature(line: string): NoteSignature | undefined {
  const [, name = "", base64 = ""] = SIGNATURE.exec(line) ?? [];
  const bytes = fromBase64(base64);
  if (!bytes || bytes.length < 5) return undefined;
  const keyId = toHex(bytes.subarray(0, 4));
  return { name, keyId, signature: bytes.slice(4) };
}

/** What a key says to a note; `absent` if it did not sign it at all. */
export type NoteAnswer = Ed25519Answer | "absent";

/**
 * Whether a key of kind `note` signed a note.
 *
 * Lines of other keys do not matter. Each line of this one must be good.
 * `once` is that of `checkEd25519`.
 */
export function checkNote(
  { text, signatures }: Note,
  { name, keyId, publicKey }: Vkey,
  options: { readonly once?: boolean } = {},
): NoteAnswer {
  const message = new TextEncoder().encode(text);
  const answers = signatures
    .filter((line) => line.name === name && line.keyId === keyId)
    .map(({ signature }) =>
      checkEd25519({ publicKey, message, signature }, options)
    );
  return answers.find((answer) => answer !== "good") ?? answers[0] ?? "absent";
}
