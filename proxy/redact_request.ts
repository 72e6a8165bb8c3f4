import { redactBody } from "./body.ts";
import type { Context } from "./context.ts";
import { renewDigests } from "./digests.ts";
import { envelopeText, inspectEnvelope, onwardHeaders } from "./envelope.ts";
import type { Outgoing } from "./exchange.ts";
import type { Endpoint } from "./providers/provider.ts";
import { endpointFor, passesUnread } from "./providers/route.ts";
import { withLeaves } from "./providers/with_leaves.ts";
import type { Policy } from "./redact/policy.ts";
import type { Redactor } from "./redact/redactor.ts";
import { redactorFor } from "./redactor_for.ts";
import { encodeUtf8 } from "./utf8.ts";
import { readBody } from "./read_body.ts";
import { pathOf } from "./request_path.ts";
import { isSigned, signAgain, signedNames } from "./signing/sign_again.ts";

/** A request that may be sent once its items are on record. */
export interface Redacted {
  readonly outgoing: Outgoing;
  readonly redactor: Redactor;
  /** `undefined` when this path's traffic passes unread. */
  readonly endpoint: Endpoint | undefined;
}

/**
 * Reads a request and takes its secrets out.
 *
 * @throws {RefusalError} when a part of it cannot be read, or holds a secret
 *   where none can be replaced
 */
export async function redactRequest(
  request: Request,
  context: Context & { readonly inForce: Policy },
): Promise<Redacted> {
  const path = pathOf(request.url, context.prefix ?? "");
  const pathname = path.replace(/\?.*/s, "");
  const { provider, limits, inForce } = context;
  const redactor = redactorFor(pathname, context);
  const headers = onwardHeaders(request.headers);
  const isUnread = passesUnread(provider, pathname);
  if (!isUnread) inspectEnvelope({ path, headers }, { provider, redactor });
  const endpoint = isUnread ? undefined : endpointFor(provider, pathname);
  const sent = await readBody(request, limits.maxBodyBytes);
  const body = endpoint === undefined ? sent : redactBody(sent, {
    contentType: headers.get("content-type"),
    contentEncoding: headers.get("content-encoding"),
    rules: withLeaves(endpoint.request, inForce.leaves),
    redactor,
    maxBytes: limits.maxBodyBytes,
  });
  if (!isUnread) {
    redactor.vouchForEnvelope(
      encodeUtf8(envelopeText({ path, headers }, provider)),
    );
  }
  const { method, signal } = request;
  const outgoing = {
    method,
    host: context.host,
    path,
    headers,
    body: request.body === null ? null : body,
    signal,
  };
  if (endpoint) askForIdentity(outgoing, context);
  if (body !== sent) {
    headers.delete("content-encoding");
    renewDigests(headers, body);
  }
  if (request.body !== null) {
    headers.set("content-length", String(body.length));
  }
  if (isSigned(outgoing)) {
    const signedFor = request.headers.get("host");
    keepSigned(outgoing, { ...context, signedFor, isChanged: body !== sent });
  }
  context.observe?.({
    fact: "redacted",
    request: context.id,
    bytes: sent.length,
    secrets: redactor.items.length,
  });
  return { outgoing, redactor, endpoint };
}

/** An answer is best not encoded; but for a signed field that nobody here may sign. */
function askForIdentity(outgoing: Outgoing, { aws }: Context): void {
  const isFixed = signedNames(outgoing).includes("accept-encoding") &&
    (aws?.() ?? null) === null;
  if (!isFixed) outgoing.headers.set("accept-encoding", "identity");
}

/** Has the signature fit what is sent. */
function keepSigned(
  outgoing: Outgoing,
  { signedFor, isChanged, host, ...context }: Context & {
    /** The host that the client signed for. */
    readonly signedFor: string | null;
    readonly isChanged: boolean;
  },
): void {
  const { authority = host, aws, wallClock } = context;
  const credentials = aws?.() ?? null;
  const isElsewhere = signedFor !== null && signedFor !== authority ||
    signedNames(outgoing).includes("accept-encoding");
  if (!isChanged && !(isElsewhere && credentials !== null)) return;
  const nowMs = wallClock?.() ?? 0;
  signAgain(outgoing, { credentials, nowMs, authority });
}
