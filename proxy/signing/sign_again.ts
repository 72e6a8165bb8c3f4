import { RefusalError } from "../errors.ts";
import type { Outgoing } from "../exchange.ts";
import {
  ALGORITHM,
  authorizationFor,
  type AwsCredentials,
  sha256,
  signingTime,
} from "./sigv4.ts";

export interface SignAgainOptions {
  /** `null` when nobody configured any. */
  readonly credentials: AwsCredentials | null;
  /** Unix milliseconds. */
  readonly nowMs: number;
  /** The value of the `Host` field that is sent. */
  readonly authority: string;
}

type Unsigned = Pick<Outgoing, "method" | "path" | "headers" | "body">;

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256\s+Credential=[^/,\s]+\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request,\s*SignedHeaders=([!-+\--~]+),\s*Signature=[0-9a-f]{64}$/;

/** Whether a client signed this request for AWS, in a header or in its query. */
export function isSigned(
  { path, headers }: Pick<Unsigned, "path" | "headers">,
): boolean {
  return (headers.get("authorization") ?? "").startsWith("AWS4-") ||
    /[?&]X-Amz-Signature=/i.test(path);
}

/** The names of the fields that the client signed, if it signed any. */
export function signedNames({ headers }: Pick<Unsigned, "headers">) {
  const [, , , names] = AUTHORIZATION.exec(
    headers.get("authorization") ?? "",
  ) ?? [];
  return names?.split(";") ?? [];
}

/**
 * Signs a request in place of its client, who signed other bytes.
 *
 * Region, service and the choice of fields are the client's; the time and the
 * signer are ours.
 *
 * @throws {RefusalError} with code `policy` when that cannot be done: without
 *   credentials, for bodies signed in chunks, for other ways of signing
 */
export function signAgain(
  request: Unsigned,
  { credentials, nowMs, authority }: SignAgainOptions,
): void {
  const { headers, method, path } = request;
  const [, region, service] = AUTHORIZATION.exec(
    headers.get("authorization") ?? "",
  ) ?? [];
  if (region === undefined || service === undefined) {
    throw RefusalError.signed("in a way that cannot be done again");
  }
  const stated = headers.get("x-amz-content-sha256");
  if (stated?.startsWith("STREAMING-")) {
    throw RefusalError.signed("in chunks");
  }
  if (credentials === null) throw RefusalError.signed(`as ${ALGORITHM}`);
  const names = new Set(signedNames(request));
  const hashed = sha256(request.body ?? new Uint8Array());
  const payload = stated === "UNSIGNED-PAYLOAD" ? stated : hashed;
  const time = signingTime(nowMs);
  headers.set("x-amz-date", time);
  if (stated !== null) headers.set("x-amz-content-sha256", payload);
  headers.delete("x-amz-security-token");
  if (credentials.sessionToken !== null) {
    headers.set("x-amz-security-token", credentials.sessionToken);
  }
  for (const name of ALWAYS) names.add(name);
  const fields = [...names].flatMap((name): [string, string][] => {
    const value = name === "host" ? authority : headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  const signable = { method, path, fields, payload };
  const scope = { time, region, service };
  headers.set(
    "authorization",
    authorizationFor(signable, { credentials, scope }),
  );
}

/** Fields that are signed whenever they are there. */
const ALWAYS = [
  "host",
  "x-amz-content-sha256",
  "x-amz-date",
  "x-amz-security-token",
];
