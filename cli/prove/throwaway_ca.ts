import forge from "node-forge";

/** A certificate for 127.0.0.1 and some names, and the root that vouches for it. All PEM. */
export interface ThrowawayIdentity {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Makes a root nobody else trusts, uses it once, and forgets its key. Valid from `now` for one day. */
export async function throwawayIdentity(
  now: Date,
  names: readonly string[] = ["localhost"],
): Promise<ThrowawayIdentity> {
  const [root, leaf] = await Promise.all([rsaKey(), rsaKey()]);
  const issuer = [{ name: "commonName", value: "Waterwall throw-away root" }];
  const ca = certificate({
    key: root,
    subject: issuer,
    issuer,
    now,
    serial: 1,
  });
  ca.setExtensions([
    { name: "basicConstraints", cA: true, critical: true },
    { name: "keyUsage", keyCertSign: true, critical: true },
  ]);
  ca.sign(root.privateKey, forge.md.sha256.create());
  const subject = [{ name: "commonName", value: "localhost" }];
  const cert = certificate({ key: leaf, subject, issuer, now, serial: 2 });
  cert.setExtensions([
    { name: "extKeyUsage", serverAuth: true },
    {
      name: "subjectAltName",
      altNames: [
        ...names.map((value) => ({ type: 2, value })),
        { type: 7, ip: "127.0.0.1" },
      ],
    },
  ]);
  cert.sign(root.privateKey, forge.md.sha256.create());
  return {
    ca: forge.pki.certificateToPem(ca),
    cert: forge.pki.certificateToPem(cert),
    key: forge.pki.privateKeyToPem(leaf.privateKey),
  };
}

const DAY_MS = 86_400_000;

interface Blank {
  readonly key: forge.pki.rsa.KeyPair;
  readonly subject: forge.pki.CertificateField[];
  readonly issuer: forge.pki.CertificateField[];
  readonly now: Date;
  readonly serial: number;
}

function certificate({ key, subject, issuer, now, serial }: Blank) {
  const made = forge.pki.createCertificate();
  made.publicKey = key.publicKey;
  made.serialNumber = `0${serial}`;
  made.validity.notBefore = new Date(now.getTime() - DAY_MS);
  made.validity.notAfter = new Date(now.getTime() + DAY_MS);
  made.setSubject(subject);
  made.setIssuer(issuer);
  return made;
}

/** WebCrypto finds the primes; forge only reads them. */
async function rsaKey(): Promise<forge.pki.rsa.KeyPair> {
  const { privateKey } = await crypto.subtle.generateKey(
    {
      name: "RSASSA-PKCS1-v1_5",
      modulusLength: 2048,
      publicExponent: Uint8Array.of(1, 0, 1),
      hash: "SHA-256",
    },
    true,
    ["sign", "verify"],
  );
  const pkcs8 = new Uint8Array(
    await crypto.subtle.exportKey("pkcs8", privateKey),
  );
  const asn1 = forge.asn1.fromDer(forge.util.createBuffer(pkcs8));
  const key = forge.pki.privateKeyFromAsn1(asn1) as forge.pki.rsa.PrivateKey;
  const publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  return { privateKey: key, publicKey };
}
