import { createHash } from "node:crypto";
import {
  type Asn1,
  bits,
  decode,
  encode,
  integer,
  oid,
  sequence,
  set,
  tagged,
  time,
  utf8,
} from "./der.ts";
import { sign } from "./key.ts";

const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
const COMMON_NAME = "2.5.4.3";

/** All that a certificate says. Times in Unix milliseconds. */
export interface Wording {
  readonly serial: Uint8Array;
  readonly issuer: Asn1;
  readonly subject: Asn1;
  readonly fromMs: number;
  readonly untilMs: number;
  /** SubjectPublicKeyInfo, in DER. */
  readonly spki: Uint8Array;
  readonly extensions: readonly Asn1[];
}

/** A certificate, signed by `key`, in DER (RFC 5280 §4.1). */
export async function certify(
  wording: Wording,
  key: CryptoKey,
): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = sequence(oid(ECDSA_WITH_SHA256));
  const body = sequence(
    tagged(0, integer(Uint8Array.of(2))),
    integer(wording.serial),
    algorithm,
    wording.issuer,
    sequence(time(wording.fromMs), time(wording.untilMs)),
    wording.subject,
    decode(wording.spki),
    tagged(3, sequence(...wording.extensions)),
  );
  const signature = await sign(key, encode(body));
  const r = integer(signature.subarray(0, 32));
  const s = integer(signature.subarray(32));
  return encode(sequence(body, algorithm, bits(encode(sequence(r, s)))));
}

/** A distinguished name that holds a common name and nothing else. */
export function named(commonName: string): Asn1 {
  return sequence(set(sequence(oid(COMMON_NAME), utf8(commonName))));
}

/** Identifier of a key: RFC 7093 §2, method 1. */
export function keyIdentifier(spki: Uint8Array): Uint8Array {
  return createHash("sha256").update(spki).digest().subarray(0, 20);
}

/** A serial number: 16 random bytes, positive and not zero. */
export function newSerial(): Uint8Array {
  const serial = crypto.getRandomValues(new Uint8Array(16));
  serial[0] = serial[0]! & 0x7f | 0x40;
  return serial;
}
