import forge from "node-forge";

const { asn1 } = forge;
const { Class, Type } = asn1;

/** A value of ASN.1. */
export type Asn1 = forge.asn1.Asn1;

/** Bytes as node-forge holds them: one character each. */
export function binary(bytes: Uint8Array): string {
  return forge.util.binary.raw.encode(bytes);
}

/** The bytes of a value in DER. */
export function encode(value: Asn1): Uint8Array<ArrayBuffer> {
  return unpacked(asn1.toDer(value).getBytes());
}

/** The value in DER; throws if it is not one. */
export function decode(der: Uint8Array): Asn1 {
  return asn1.fromDer(binary(der));
}

/** The bytes of a string of node-forge's. */
export function unpacked(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function sequence(...members: readonly Asn1[]): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, [...members]);
}

export function set(...members: readonly Asn1[]): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SET, true, [...members]);
}

export function oid(dotted: string): Asn1 {
  const der = asn1.oidToDer(dotted).getBytes();
  return asn1.create(Class.UNIVERSAL, Type.OID, false, der);
}

/** A whole number from its big-endian bytes, read as unsigned. */
export function integer(bytes: Uint8Array): Asn1 {
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from += 1;
  const sign = bytes[from]! & 0x80 ? "\0" : "";
  const value = sign + binary(bytes.subarray(from));
  return asn1.create(Class.UNIVERSAL, Type.INTEGER, false, value);
}

export function boolean(value: boolean): Asn1 {
  const byte = value ? "\xff" : "\0";
  return asn1.create(Class.UNIVERSAL, Type.BOOLEAN, false, byte);
}

export function octets(bytes: Uint8Array): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, binary(bytes));
}

/** A bit string; `unused` bits at its end do not count. */
export function bits(bytes: Uint8Array, unused = 0): Asn1 {
  const value = String.fromCharCode(unused) + binary(bytes);
  return asn1.create(Class.UNIVERSAL, Type.BITSTRING, false, value);
}

export function utf8(text: string): Asn1 {
  const value = forge.util.encodeUtf8(text);
  return asn1.create(Class.UNIVERSAL, Type.UTF8, false, value);
}

/** `[tag]` around other values. */
export function tagged(tag: number, ...members: readonly Asn1[]): Asn1 {
  return asn1.create(Class.CONTEXT_SPECIFIC, tag, true, [...members]);
}

/** `[tag]` in place of a primitive's own tag. */
export function implicit(tag: number, value: string): Asn1 {
  return asn1.create(Class.CONTEXT_SPECIFIC, tag, false, value);
}

/** A time as RFC 5280 §4.1.2.5 wants it: two-digit years until 2049. */
export function time(ms: number): Asn1 {
  const date = new Date(ms);
  return date.getUTCFullYear() < 2050
    ? asn1.create(
      Class.UNIVERSAL,
      Type.UTCTIME,
      false,
      asn1.dateToUtcTime(date) as unknown as string,
    )
    : asn1.create(
      Class.UNIVERSAL,
      Type.GENERALIZEDTIME,
      false,
      asn1.dateToGeneralizedTime(date) as unknown as string,
    );
}

/** Members of a constructed value; none if it is primitive. */
export function members(value: Asn1 | undefined): readonly Asn1[] {
  return Array.isArray(value?.value) ? value.value as Asn1[] : [];
}
