import { hash } from "node:crypto";

const ENCODER = new TextEncoder();
const BLOCK_BYTES = 64;
const HASH_BYTES = 32;
/** Texts up to this many UTF-16 code units are hashed without memory of their own. */
const SHORT = 1_024;

/** A key as both hashes begin with it (RFC 2104 §2), and places for what follows. */
interface Pads {
  readonly inner: Uint8Array;
  readonly outer: Uint8Array;
}

const padsOf = new WeakMap<Uint8Array, Pads>();

/**
 * HMAC-SHA-256 of a text's UTF-8, in hex. The key's bytes must not change.
 *
 * Two hashes, each in one call: `createHmac` takes three times as long, most
 * of it to make a stream that nobody reads.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2104
 */
export function hmac(text: string, key: Uint8Array): string {
  const { inner, outer } = padsOf.get(key) ?? prepare(key);
  const bytes = text.length <= SHORT ? inner : longer(inner, text);
  const { written } = ENCODER.encodeInto(text, bytes.subarray(BLOCK_BYTES));
  const message = bytes.subarray(0, BLOCK_BYTES + written);
  outer.subarray(BLOCK_BYTES).setFromHex(hash("sha256", message, "hex"));
  return hash("sha256", outer, "hex");
}

function prepare(key: Uint8Array): Pads {
  const short = key.length > BLOCK_BYTES
    ? Uint8Array.fromHex(hash("sha256", key, "hex"))
    : key;
  const pads = {
    inner: padded(short, { filler: 0x36, room: 3 * SHORT }),
    outer: padded(short, { filler: 0x5c, room: HASH_BYTES }),
  };
  padsOf.set(key, pads);
  return pads;
}

function padded(
  key: Uint8Array,
  { filler, room }: { readonly filler: number; readonly room: number },
): Uint8Array {
  const bytes = new Uint8Array(BLOCK_BYTES + room);
  for (let at = 0; at < BLOCK_BYTES; at++) bytes[at] = (key[at] ?? 0) ^ filler;
  return bytes;
}

/** The same beginning, with room for a long text. */
function longer(inner: Uint8Array, text: string): Uint8Array {
  const bytes = new Uint8Array(BLOCK_BYTES + 3 * text.length);
  bytes.set(inner.subarray(0, BLOCK_BYTES));
  return bytes;
}
