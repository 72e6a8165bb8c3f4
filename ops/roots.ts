import tls from "node:tls";
import { readIfThere } from "./text_file.ts";

/**
 * The roots that this machine trusts, in PEM: the runtime's, the system's and
 * those of the files named by `SSL_CERT_FILE` and `NODE_EXTRA_CA_CERTS`.
 *
 * @param extraFiles Paths; those that are missing or not ours to read count as
 * empty.
 */
export async function trustedRoots(
  extraFiles: readonly string[],
): Promise<readonly string[]> {
  const texts = await Promise.all(
    extraFiles.map((path) => readIfThere(path).catch(() => null)),
  );
  const extra = texts.flatMap((text) => text?.match(CERTIFICATE) ?? []);
  const roots = [
    ...tls.rootCertificates,
    ...tls.getCACertificates("system"),
    ...extra,
  ].map(rewrapped);
  return [...new Set(roots)];
}

/** One spelling for one certificate, however its file breaks the lines. */
function rewrapped(pem: string): string {
  const base64 = pem.replaceAll(/-----[A-Z ]+-----|\s/g, "");
  const lines = base64.match(/.{1,64}/g)!.join("\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

const CERTIFICATE =
  /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
