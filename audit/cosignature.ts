import { concat } from "./bytes.ts";
import { checkEd25519 } from "./ed25519.ts";
import type { Note, NoteSignature, Signer } from "./note.ts";
import type { Vkey } from "./vkey.ts";

const TIME_BYTES = 8;

/**
 * A witness's line under a checkpoint: it has seen this log, up to here, at
 * this time, and never otherwise.
 *
 * @param seconds since 1970
 * @see https://c2sp.org/tlog-cosignature
 */
export function cosign(
  { text }: Note,
  { vkey: { name, keyId }, sign }: Signer,
  seconds: number,
): NoteSignature {
  const time = new Uint8Array(TIME_BYTES);
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds));
  return {
    name,
    keyId,
    signature: concat(time, sign(cosigned(text, seconds))),
  };
}

/**
 * When a witness cosigned a note, in seconds since 1970; `undefined` if it did
 * not. Of several lines the newest counts, and each must be good.
 */
export function cosignedAt(
  { text, signatures }: Note,
  { name, keyId, publicKey }: Vkey,
): number | undefined {
  const times = signatures
    .filter((line) => line.name === name && line.keyId === keyId)
    .map(({ signature }) => timeOf(text, signature, publicKey));
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 && known.length === times.length
    ? Math.max(...known)
    : undefined;
}

function timeOf(
  text: string,
  signature: Uint8Array,
  publicKey: Uint8Array,
): number | undefined {
  if (signature.length !== TIME_BYTES + 64) return undefined;
  const { buffer, byteOffset } = signature;
  const seconds = Number(new DataView(buffer, byteOffset).getBigUint64(0));
  if (!Number.isSafeInteger(seconds)) return undefined;
  const answer = checkEd25519({
    publicKey,
    message: cosigned(text, seconds),
    signature: signature.subarray(TIME_BYTES),
  });
  return answer === "good" ? seconds : undefined;
}

function cosigned(text: string, seconds: number): Uint8Array {
  return new TextEncoder().encode(`cosignature/v1\ntime ${seconds}\n${text}`);
}
