import {
  certify,
  keyIdentifier,
  named,
  newSerial,
  type Wording,
} from "./certificate.ts";
import { decode } from "./der.ts";
import {
  authorityKeyIdentifier,
  basicConstraints,
  keyUsage,
  nameConstraints,
  serversOnly,
  subjectAltName,
  subjectKeyIdentifier,
} from "./extensions.ts";
import { CaError } from "../errors.ts";
import { exportKey, generateKey, publicKeyInfo } from "./key.ts";
import { toPem } from "./pem.ts";
import type { Certificate } from "./read_certificate.ts";

const DAY_MS = 86_400_000;
const CA_DAYS = 825;
const LEAF_DAYS = 30;
/** Clocks of client and proxy are the same, but may be set back a little. */
const BACKDATE_MS = 3_600_000;

/** A certificate and its private key (PKCS#8), both in PEM. */
export interface Identity {
  readonly certPem: string;
  readonly keyPem: string;
}

/** A CA that can sign, and knows its own certificate. */
export interface Authority {
  readonly certificate: Certificate;
  readonly key: CryptoKey;
}

/** A new CA that can vouch for these hosts (`*.` for all below) and no other. */
export async function createCa(
  hosts: readonly string[],
  { nowMs }: { readonly nowMs: number },
): Promise<Identity> {
  const { publicKey, privateKey } = await generateKey();
  const spki = await publicKeyInfo(publicKey);
  const serial = newSerial();
  const tail = [...serial.subarray(0, 4)]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const name = named(`Waterwall local CA ${tail}`);
  return await issue({
    serial,
    issuer: name,
    subject: name,
    fromMs: nowMs - BACKDATE_MS,
    untilMs: nowMs + CA_DAYS * DAY_MS,
    spki,
    extensions: [
      basicConstraints("ca"),
      keyUsage("ca"),
      serversOnly(),
      nameConstraints(hosts),
      subjectKeyIdentifier(keyIdentifier(spki)),
    ],
  }, { signedBy: privateKey, key: privateKey });
}

/** Whether a CA may vouch for a host. */
export function permits(
  { nameConstraints }: Certificate,
  host: string,
): boolean {
  return nameConstraints?.permitted.some((name) =>
    host === name || host.endsWith(`.${name}`)
  ) ?? false;
}

/**
 * A new certificate for exactly this host, valid for 30 days.
 *
 * @throws {CaError} `host_outside`: the CA may not vouch for it.
 */
export async function mintLeaf(
  host: string,
  { authority, nowMs }: {
    readonly authority: Authority;
    readonly nowMs: number;
  },
): Promise<Identity & { readonly untilMs: number }> {
  const { certificate, key } = authority;
  if (!permits(certificate, host)) throw CaError.hostOutside(host);
  const { publicKey, privateKey } = await generateKey();
  const spki = await publicKeyInfo(publicKey);
  const untilMs = Math.min(nowMs + LEAF_DAYS * DAY_MS, certificate.untilMs);
  const identity = await issue({
    serial: newSerial(),
    issuer: decode(certificate.subject),
    // A common name is limited to 64 characters; the host is in the alt name.
    subject: named(host.slice(0, 64)),
    fromMs: Math.max(nowMs - BACKDATE_MS, certificate.fromMs),
    untilMs,
    spki,
    extensions: [
      basicConstraints("leaf"),
      keyUsage("leaf"),
      serversOnly(),
      subjectAltName(host),
      subjectKeyIdentifier(keyIdentifier(spki)),
      authorityKeyIdentifier(keyIdentifier(certificate.spki)),
    ],
  }, { signedBy: key, key: privateKey });
  return { ...identity, untilMs };
}

async function issue(
  wording: Wording,
  { signedBy, key }: { readonly signedBy: CryptoKey; readonly key: CryptoKey },
): Promise<Identity> {
  const certPem = toPem("CERTIFICATE", await certify(wording, signedBy));
  return { certPem, keyPem: await exportKey(key) };
}
