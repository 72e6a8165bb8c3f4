import { createHash, createHmac } from "node:crypto";

/** Who signs. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials. */
  readonly sessionToken: string | null;
}

/** A request, as far as it is signed. */
export interface Signable {
  readonly method: string;
  /** Path and query, as they are sent. */
  readonly path: string;
  /** The fields to be signed: names in lower case, in any order. */
  readonly fields: readonly (readonly [string, string])[];
  /** SHA-256 of the body in hex, or a word that stands for it. */
  readonly payload: string;
}

/** What a signature is good for. */
export interface Scope {
  /** `YYYYMMDD'T'HHMMSS'Z'`. */
  readonly time: string;
  readonly region: string;
  readonly service: string;
}

export const ALGORITHM = "AWS4-HMAC-SHA256";

/**
 * The `Authorization` field of AWS Signature Version 4.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function authorizationFor(
  request: Signable,
  { credentials, scope }: {
    readonly credentials: AwsCredentials;
    readonly scope: Scope;
  },
): string {
  const { time, region, service } = scope;
  const date = time.slice(0, 8);
  const place = `${date}/${region}/${service}/aws4_request`;
  const hashed = sha256(canonicalRequest(request));
  const toSign = [ALGORITHM, time, place, hashed].join("\n");
  const secret = `AWS4${credentials.secretAccessKey}`;
  const key = [date, region, service, "aws4_request"]
    .reduce<string | Uint8Array>(hmac, secret);
  const signature = hmac(key as Uint8Array, toSign).toString("hex");
  return `${ALGORITHM} Credential=${credentials.accessKeyId}/${place}, ` +
    `SignedHeaders=${namesOf(request)}, Signature=${signature}`;
}

/** SHA-256 in hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Unix milliseconds as a scope writes them. */
export function signingTime(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function canonicalRequest(request: Signable): string {
  const { method, path, payload } = request;
  const mark = path.indexOf("?");
  const [pathname, query] = mark < 0
    ? [path, ""]
    : [path.slice(0, mark), path.slice(mark + 1)];
  const fields = sorted(request).map(([name, value]) =>
    `${name}:${value.trim().replace(/ +/g, " ")}\n`
  );
  return [
    method,
    canonicalPath(pathname),
    canonicalQuery(query),
    fields.join(""),
    namesOf(request),
    payload,
  ].join("\n");
}

/** Resolved, and encoded once more than it is sent, as all services but S3 want it. */
function canonicalPath(pathname: string): string {
  const steps: string[] = [];
  for (const step of pathname.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(encode(step));
  }
  const end = pathname.endsWith("/") && steps.length > 0 ? "/" : "";
  return `/${steps.join("/")}${end}`;
}

function canonicalQuery(query: string): string {
  return query.split("&").filter((pair) => pair !== "").map((pair) => {
    const mark = pair.indexOf("=");
    const [name, value] = mark < 0
      ? [pair, ""]
      : [pair.slice(0, mark), pair.slice(mark + 1)];
    return `${encode(decode(name))}=${encode(decode(value))}`;
  }).sort(byBytes).join("&");
}

function sorted({ fields }: Signable): Signable["fields"] {
  return fields.toSorted(([a], [b]) => byBytes(a, b));
}

function namesOf(request: Signable): string {
  return sorted(request).map(([name]) => name).join(";");
}

/** All but the unreserved characters (RFC 3986 §2.3). */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function hmac(key: string | Uint8Array, content: string) {
  return createHmac("sha256", key).update(content).digest();
}
