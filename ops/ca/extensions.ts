import {
  type Asn1,
  bits,
  boolean,
  encode,
  implicit,
  integer,
  octets,
  oid,
  sequence,
  tagged,
} from "./der.ts";

/** Object identifiers of the extensions that are written and checked. */
export const OID = {
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  nameConstraints: "2.5.29.30",
  authorityKeyIdentifier: "2.5.29.35",
  extKeyUsage: "2.5.29.37",
  serverAuth: "1.3.6.1.5.5.7.3.1",
} as const;

const DNS_NAME = 2;
const IP_ADDRESS = 7;

function extension(id: string, critical: boolean, value: Asn1): Asn1 {
  const flag = critical ? [boolean(true)] : [];
  return sequence(oid(id), ...flag, octets(encode(value)));
}

/** RFC 5280 §4.2.1.9. A CA may sign leaves, and no other CA. */
export function basicConstraints(role: "ca" | "leaf"): Asn1 {
  const value = role === "ca"
    ? sequence(boolean(true), integer(Uint8Array.of(0)))
    : sequence();
  return extension(OID.basicConstraints, true, value);
}

/** RFC 5280 §4.2.1.3: a CA signs certificates, a leaf signs handshakes. */
export function keyUsage(role: "ca" | "leaf"): Asn1 {
  const value = role === "ca"
    ? bits(Uint8Array.of(0b0000_0110), 1)
    : bits(Uint8Array.of(0b1000_0000), 7);
  return extension(OID.keyUsage, true, value);
}

/** RFC 5280 §4.2.1.12: for TLS servers and nothing else. */
export function serversOnly(): Asn1 {
  return extension(OID.extKeyUsage, false, sequence(oid(OID.serverAuth)));
}

/**
 * RFC 5280 §4.2.1.10: names at or below these, and no IP address.
 *
 * The format cannot say "only below", so `*.x` permits x as well.
 */
export function nameConstraints(hosts: readonly string[]): Asn1 {
  const permitted = hosts.map(constraintFor)
    .map((name) => sequence(implicit(DNS_NAME, name)));
  const noAddress = [8, 32].map((length) => "\0".repeat(length))
    .map((all) => sequence(implicit(IP_ADDRESS, all)));
  const value = sequence(tagged(0, ...permitted), tagged(1, ...noAddress));
  return extension(OID.nameConstraints, true, value);
}

/** The name constraint that permits a host or a `*.` pattern. */
export function constraintFor(host: string): string {
  return host.replace(/^\*\./, "");
}

/** RFC 5280 §4.2.1.6: the one host that a leaf is for. */
export function subjectAltName(host: string): Asn1 {
  const value = sequence(implicit(DNS_NAME, host));
  return extension(OID.subjectAltName, false, value);
}

/** RFC 5280 §4.2.1.2. */
export function subjectKeyIdentifier(id: Uint8Array): Asn1 {
  return extension(OID.subjectKeyIdentifier, false, octets(id));
}

/** RFC 5280 §4.2.1.1. */
export function authorityKeyIdentifier(id: Uint8Array): Asn1 {
  const value = sequence(implicit(0, String.fromCharCode(...id)));
  return extension(OID.authorityKeyIdentifier, false, value);
}
