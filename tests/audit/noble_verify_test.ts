import { equal } from "node:assert/strict";
import { createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import * as noble from "@noble/ed25519";
import fc from "fast-check";
import type { Ed25519Claim } from "../../audit/ed25519.ts";
import { holdsForPoints, isGoodToNoble } from "../../audit/noble_verify.ts";
import ed25519 from "../vectors/ed25519/cases.json" with { type: "json" };

const ORDER = noble.Point.CURVE().n;

function claimOf(
  message: Uint8Array,
  { privateKey, publicKey } = generateKeyPairSync("ed25519"),
): Ed25519Claim {
  const { x } = createPublicKey(
    publicKey.export({ format: "pem", type: "spki" }),
  )
    .export({ format: "jwk" });
  return {
    publicKey: Uint8Array.fromBase64(x!, { alphabet: "base64url" }),
    message,
    signature: new Uint8Array(sign(null, message, privateKey)),
  };
}

function askPackage({ publicKey, message, signature }: Ed25519Claim): boolean {
  return noble.verify(signature, message, publicKey, { zip215: false });
}

/** The claim with one bit of one part changed. */
function flipped(
  claim: Ed25519Claim,
  part: keyof Ed25519Claim,
  bit: number,
): Ed25519Claim {
  const bytes = claim[part].slice();
  bytes[(bit >> 3) % bytes.length]! ^= 1 << (bit & 7);
  return { ...claim, [part]: bytes };
}

function littleEndian(number: bigint): Uint8Array {
  const hex = number.toString(16).padStart(64, "0");
  return Uint8Array.fromHex(hex).reverse();
}

Deno.test("the equation over the package's points holds exactly where the package says so", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.constantFrom(
        "publicKey" as const,
        "message" as const,
        "signature" as const,
      ),
      fc.nat(511),
      (message, part, bit) => {
        const claim = claimOf(message);
        equal(holdsForPoints(claim), true);
        equal(askPackage(claim), true);
        const other = flipped(claim, part, bit);
        equal(holdsForPoints(other), askPackage(other));
      },
    ),
    { numRuns: 25 },
  );
});

for (const { name, publicKey, message, signature } of ed25519.cases) {
  const claim = {
    publicKey: Uint8Array.fromHex(publicKey),
    message: Uint8Array.fromHex(message),
    signature: Uint8Array.fromHex(signature),
  };
  if (claim.publicKey.length !== 32 || claim.signature.length !== 64) continue;
  Deno.test(`both ways to ask the package agree: ${name}`, () => {
    equal(holdsForPoints(claim), askPackage(claim));
  });
}

Deno.test("an S of zero, of one, and one that is not below the order are judged as the package does", () => {
  const claim = claimOf(Uint8Array.of(1));
  for (
    const S of [0n, 1n, 2n, ORDER - 1n, ORDER, ORDER + 1n, (1n << 256n) - 1n]
  ) {
    const signature = claim.signature.slice();
    signature.set(littleEndian(S), 32);
    const other = { ...claim, signature };
    equal(holdsForPoints(other), askPackage(other), `${S}`);
  }
});

Deno.test("an S that makes the equation hold beside the order is refused all the same", () => {
  const claim = claimOf(Uint8Array.of(2));
  const signature = claim.signature.slice();
  const S = BigInt(`0x${signature.slice(32).reverse().toHex()}`);
  signature.set(littleEndian(S + ORDER), 32);
  equal(holdsForPoints({ ...claim, signature }), false);
});

Deno.test("the answer is the same before and after the package has its table", () => {
  const pair = generateKeyPairSync("ed25519");
  for (let i = 0; i < 30; i++) {
    const claim = claimOf(Uint8Array.of(i), pair);
    equal(isGoodToNoble(claim), true, `${i}`);
    equal(isGoodToNoble(flipped(claim, "message", 3)), false, `${i}`);
  }
});
