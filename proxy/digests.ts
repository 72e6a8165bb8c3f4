import { createHash } from "node:crypto";

type Bytes = Uint8Array<ArrayBuffer>;

/** Algorithms by the names that the fields have for them; others cannot be vouched for. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  md5: "md5",
  sha: "sha1",
  "sha-256": "sha256",
  "sha-512": "sha512",
};

/**
 * Has the fields that vouch for a body's bytes vouch for these: `Content-MD5`
 * (RFC 1864), `Digest` (RFC 3230), `Content-Digest` and `Repr-Digest` (RFC 9530).
 *
 * Each with the algorithms that the client chose; one that is not known here
 * is left out, and with the last the field.
 */
export function renewDigests(headers: Headers, body: Bytes): void {
  if (headers.has("content-md5")) headers.set("content-md5", hash("md5", body));
  renew(
    headers,
    "digest",
    (name, algorithm) => `${name}=${hash(algorithm, body)}`,
  );
  for (const field of ["content-digest", "repr-digest"]) {
    renew(
      headers,
      field,
      (name, algorithm) => `${name}=:${hash(algorithm, body)}:`,
    );
  }
}

function renew(
  headers: Headers,
  field: string,
  write: (name: string, algorithm: string) => string,
): void {
  const stated = headers.get(field);
  if (stated === null) return;
  const made = stated.split(",").flatMap((each) => {
    const name = each.split("=", 1)[0]!.trim();
    const algorithm = ALGORITHMS[name.toLowerCase()];
    return algorithm === undefined ? [] : [write(name, algorithm)];
  });
  if (made.length === 0) headers.delete(field);
  else headers.set(field, made.join(", "));
}

function hash(algorithm: string, body: Bytes): string {
  return createHash(algorithm).update(body).digest("base64");
}
