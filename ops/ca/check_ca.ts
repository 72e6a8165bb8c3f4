import type { Authority, Identity } from "./authority.ts";
import { constraintFor } from "./extensions.ts";
import { importKey, isKeyOf } from "./key.ts";
import { fromPem } from "./pem.ts";
import { type Certificate, readCertificate } from "./read_certificate.ts";

/** Why a CA must not be used. */
export type CaFault =
  | "not-a-certificate"
  | "not-a-ca"
  | "expired"
  | "not-yet-valid"
  | "unconstrained"
  | "not-critical"
  | "host-outside"
  | "host-too-many"
  | "not-a-key"
  | "key-mismatch";

/** For people. A new fault does not compile until it is explained. */
export const CA_FAULTS: Readonly<Record<CaFault, string>> = {
  "not-a-certificate": "its file is not a certificate in PEM",
  "not-a-ca": "it is not a CA",
  "expired": "it has expired",
  "not-yet-valid": "it is not valid yet; look at the clock",
  "unconstrained": "it is not limited to the protected hosts",
  "not-critical":
    "its limits are not marked critical, so clients may ignore them",
  "host-outside": "a protected host is outside its limits",
  "host-too-many": "it permits a host that is not protected",
  "not-a-key": "its key file is not a P-256 private key in PEM",
  "key-mismatch": "its key is another's",
};

/** A CA that can be used, or why not. */
export type CaVerdict =
  | { readonly ok: true; readonly authority: Authority }
  | { readonly ok: false; readonly fault: CaFault };

export interface CaWanted {
  /** The protected hosts, `*.` for all below. */
  readonly hosts: readonly string[];
  readonly nowMs: number;
}

/** Whether a CA is whole, in time, and limited to exactly these hosts. */
export async function checkCa(
  { certPem, keyPem }: Identity,
  wanted: CaWanted,
): Promise<CaVerdict> {
  const der = fromPem("CERTIFICATE", certPem);
  const certificate = der && readCertificate(der);
  if (!certificate) return { ok: false, fault: "not-a-certificate" };
  const fault = faultIn(certificate, wanted);
  if (fault) return { ok: false, fault };
  const key = await importKey(keyPem);
  if (!key) return { ok: false, fault: "not-a-key" };
  return await isKeyOf(key, certificate.spki)
    ? { ok: true, authority: { certificate, key } }
    : { ok: false, fault: "key-mismatch" };
}

function faultIn(
  { isCa, fromMs, untilMs, nameConstraints }: Certificate,
  { hosts, nowMs }: CaWanted,
): CaFault | undefined {
  if (!isCa) return "not-a-ca";
  if (nowMs >= untilMs) return "expired";
  if (nowMs < fromMs) return "not-yet-valid";
  if (!nameConstraints?.noAddresses) return "unconstrained";
  if (!nameConstraints.critical) return "not-critical";
  const wanted = new Set(hosts.map(constraintFor));
  const permitted = new Set(nameConstraints.permitted);
  if (wanted.difference(permitted).size > 0) return "host-outside";
  if (permitted.difference(wanted).size > 0) return "host-too-many";
  return undefined;
}
