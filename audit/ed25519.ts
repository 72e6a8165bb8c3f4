import {
  createHash,
  createPublicKey,
  type KeyObject,
  verify,
} from "node:crypto";
import { concat, isSame, numberOf, toHex } from "./bytes.ts";
import { isGoodToNoble } from "./noble_verify.ts";

/** What a signature is worth. */
export type Ed25519Answer = "good" | "bad" | "weak";

/** Bytes of the question that {@link checkEd25519} answers. */
export interface Ed25519Claim {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Checks a signature as strictly as any verifier does.
 *
 * `weak` are keys and signatures that some verifiers take and others do not:
 * points of low order or in a second spelling, and S not below the order.
 * Everything else must be good to two implementations; `once` asks only the
 * quicker one.
 *
 * @see https://hdevalence.ca/blog/2020-10-04-its-25519am
 */
export function checkEd25519(
  claim: Ed25519Claim,
  { once = false }: { readonly once?: boolean } = {},
): Ed25519Answer {
  const { publicKey, signature } = claim;
  if (publicKey.length !== 32 || signature.length !== 64) return "bad";
  if (isWeakPoint(publicKey) || isWeakPoint(signature.subarray(0, 32))) {
    return "weak";
  }
  if (numberOf(signature.subarray(32)) >= ORDER) return "weak";
  if (once) return isGoodToNode(claim) ? "good" : "bad";
  return isGoodToBoth(claim) ? "good" : "bad";
}

/** Of what is asked again and again, such as a head that has not moved. */
const REMEMBERED = 64;
const good = new Set<string>();

/** Whether two implementations agree, each asked once about the same bytes. */
function isGoodToBoth(claim: Ed25519Claim): boolean {
  const { publicKey, message, signature } = claim;
  const name = toHex(concat(publicKey, signature)) +
    createHash("sha512").update(message).digest("hex");
  if (good.has(name)) return true;
  if (!isGoodToNode(claim) || !isGoodToNoble(claim)) return false;
  if (good.size === REMEMBERED) good.delete(good.values().next().value!);
  good.add(name);
  return true;
}

/** Whether 32 bytes are a key or an R that no one should sign with. */
export function isWeakPoint(point: Uint8Array): boolean {
  const y = numberOf(point) & ((1n << 255n) - 1n);
  return y >= PRIME || LOW_ORDER.has(y);
}

const PRIME = (1n << 255n) - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;

/** The y of the eight points whose order divides eight. */
const LOW_ORDER: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  PRIME - 1n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
]);

/** What stands before a raw public key in its DER form (RFC 8410 §4). */
export const SPKI_PREFIX: Uint8Array = Uint8Array.fromHex(
  "302a300506032b6570032100",
);

function isGoodToNode({ publicKey, message, signature }: Ed25519Claim) {
  try {
    return verify(null, message, keyObject(publicKey), signature);
  } catch {
    return false;
  }
}

/** The key that was asked for last: a log's checkpoints have the same one. */
let last:
  | { readonly publicKey: Uint8Array; readonly key: KeyObject }
  | undefined;

function keyObject(publicKey: Uint8Array): KeyObject {
  if (last && isSame(last.publicKey, publicKey)) return last.key;
  const key = readKey(publicKey);
  last = { publicKey: publicKey.slice(), key };
  return key;
}

function readKey(publicKey: Uint8Array): KeyObject {
  const der = concat(SPKI_PREFIX, publicKey);
  return createPublicKey({
    key: der as unknown as ReturnType<typeof Buffer.from>,
    format: "der",
    type: "spki",
  });
}
