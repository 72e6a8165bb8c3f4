import forge from "node-forge";
import { type Asn1, decode, encode, members, unpacked } from "./der.ts";
import { OID } from "./extensions.ts";

/** What the checks need of a certificate. Times in Unix milliseconds. */
export interface Certificate {
  /** Issuer and subject, in DER. */
  readonly issuer: Uint8Array<ArrayBuffer>;
  readonly subject: Uint8Array<ArrayBuffer>;
  readonly fromMs: number;
  readonly untilMs: number;
  /** SubjectPublicKeyInfo, in DER. */
  readonly spki: Uint8Array<ArrayBuffer>;
  readonly isCa: boolean;
  /** `null` when it constrains nothing. */
  readonly nameConstraints: NameConstraints | null;
}

export interface NameConstraints {
  readonly critical: boolean;
  /** Permitted DNS names. */
  readonly permitted: readonly string[];
  /** Whether every IPv4 and IPv6 address is excluded. */
  readonly noAddresses: boolean;
}

/** Reads a certificate; `null` if it is not one. */
export function readCertificate(der: Uint8Array): Certificate | null {
  try {
    return read(members(members(decode(der))[0]));
  } catch {
    return null;
  }
}

function read(body: readonly Asn1[]): Certificate | null {
  const [, , , issuer, validity, subject, spki] = body;
  const [from, until] = members(validity).map(milliseconds);
  if (!issuer || !subject || !spki || !from || !until) return null;
  const extensions = members(
    members(body.find(({ type, tagClass }) => {
      return tagClass === forge.asn1.Class.CONTEXT_SPECIFIC &&
        Number(type) === 3;
    }))[0],
  );
  return {
    issuer: encode(issuer),
    subject: encode(subject),
    fromMs: from,
    untilMs: until,
    spki: encode(spki),
    isCa: isCa(valueOf(extensions, OID.basicConstraints)?.value),
    nameConstraints: constraints(valueOf(extensions, OID.nameConstraints)),
  };
}

interface Extension {
  readonly critical: boolean;
  readonly value: Asn1;
}

function valueOf(
  extensions: readonly Asn1[],
  id: string,
): Extension | undefined {
  const found = extensions.map(members).find(([name]) =>
    forge.asn1.derToOid(name!.value as string) === id
  );
  if (!found) return undefined;
  return {
    critical: found.length === 3 && found[1]!.value === "\xff",
    value: decode(unpacked(found.at(-1)!.value as string)),
  };
}

function isCa(value: Asn1 | undefined): boolean {
  return members(value)[0]?.value === "\xff";
}

function constraints(found: Extension | undefined): NameConstraints | null {
  if (!found) return null;
  const trees = (tag: number) =>
    members(members(found.value).find(({ type }) => Number(type) === tag))
      .map((subtree) => members(subtree)[0]?.value as string);
  const excluded = trees(1);
  return {
    critical: found.critical,
    permitted: trees(0),
    noAddresses: [8, 32].every((n) => excluded.includes("\0".repeat(n))),
  };
}

function milliseconds({ type, value }: Asn1): number {
  return (type === forge.asn1.Type.UTCTIME
    ? forge.asn1.utcTimeToDate(value as string)
    : forge.asn1.generalizedTimeToDate(value as string)).getTime();
}
