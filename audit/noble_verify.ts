import * as noble from "@noble/ed25519";
import { createHash } from "node:crypto";
import { concat, numberOf } from "./bytes.ts";
import type { Ed25519Claim } from "./ed25519.ts";

const { BASE, CURVE } = noble.Point;
const { n: ORDER } = CURVE();

const sha512 = (message: Uint8Array) =>
  new Uint8Array(createHash("sha512").update(message).digest());
noble.hashes.sha512 = sha512;

/** From how many signatures on the table of multiples is worth its making. */
const WORTH_A_TABLE = 20;
let asked = 0;

/**
 * Checks a signature with the arithmetic of @noble/ed25519, which shares
 * nothing with that of the runtime.
 *
 * The package makes itself a table of multiples of B when it is first asked,
 * which takes as long as to check ten signatures without. So its points are
 * asked first, and it is where many are to be checked.
 */
export function isGoodToNoble(claim: Ed25519Claim): boolean {
  asked += 1;
  if (asked < WORTH_A_TABLE) return holdsForPoints(claim);
  const { publicKey, message, signature } = claim;
  return noble.verify(signature, message, publicKey, { zip215: false });
}

/**
 * The equation `[8][S]B = [8]R + [8][k]A` of RFC 8032 §5.1.7, over points that
 * are spelt in the one right way, and with a key that is not of low order.
 */
export function holdsForPoints(
  { publicKey, message, signature }: Ed25519Claim,
): boolean {
  const r = signature.subarray(0, 32);
  const S = numberOf(signature.subarray(32));
  if (S >= ORDER) return false;
  try {
    const A = noble.Point.fromBytes(publicKey);
    const R = noble.Point.fromBytes(r);
    if (A.isSmallOrder()) return false;
    const k = numberOf(sha512(concat(r, publicKey, message))) % ORDER;
    const RkA = R.add(A.multiply(k, false));
    return RkA.subtract(multipleOfBase(S)).clearCofactor().is0();
  } catch {
    return false;
  }
}

/** `[scalar]B` as `[scalar / 2]2B`, for which the package has no table. */
function multipleOfBase(scalar: bigint): noble.Point {
  const even = BASE.double().multiply(scalar >> 1n, false);
  return scalar & 1n ? even.add(BASE) : even;
}
