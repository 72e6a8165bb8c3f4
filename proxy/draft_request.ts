import { type BodyOptions, draftBody } from "./body.ts";
import type { Context } from "./context.ts";
import { renewDigests } from "./digests.ts";
import {
  envelopeText,
  headersOf,
  inspectEnvelope,
  onwardFields,
} from "./envelope.ts";
import { addHint } from "./hint/add_hint.ts";
import type { Outgoing } from "./exchange.ts";
import type { Endpoint } from "./providers/provider.ts";
import { endpointFor, passesUnread } from "./providers/route.ts";
import { withLeaves } from "./providers/with_leaves.ts";
import type { Policy } from "./redact/policy.ts";
import type { Redactor } from "./redact/redactor.ts";
import { redactorFor } from "./redactor_for.ts";
import { readBody } from "./read_body.ts";
import { pathOf } from "./request_path.ts";
import { isSigned, signAgain, signedNames } from "./signing/sign_again.ts";
import { encodeUtf8 } from "./utf8.ts";

/** A request whose secrets are known. */
export interface Draft {
  readonly redactor: Redactor;
  /** `undefined` when this path's traffic passes unread. */
  readonly endpoint: Endpoint | undefined;
  /**
   * Looks a second time, and gives what may be sent once all that the redactor
   * has found by then is on record.
   *
   * @throws {RefusalError} when a secret is left where none can be replaced
   */
  finish(): Outgoing;
}

/**
 * Reads a request and takes its secrets out.
 *
 * @throws {RefusalError} when a part of it cannot be read, or holds a secret
 *   where none can be replaced
 */
export async function draftRequest(
  request: Request,
  context: Context & { readonly inForce: Policy },
): Promise<Draft> {
  const path = pathOf(request.url, context.prefix ?? "");
  const pathname = path.replace(/\?.*/s, "");
  const { provider, limits, host, inForce } = context;
  const redactor = redactorFor(pathname, context);
  const fields = onwardFields(request.headers);
  const headers = headersOf(fields);
  const isUnread = passesUnread(provider, pathname);
  if (!isUnread) inspectEnvelope({ path, fields }, { provider, redactor });
  const endpoint = isUnread ? undefined : endpointFor(provider, pathname);
  const sent = await readBody(request, limits.maxBodyBytes);
  const finishBody = endpoint === undefined ? () => sent : draftBody(sent, {
    contentType: headers.get("content-type"),
    contentEncoding: headers.get("content-encoding"),
    rules: withLeaves(endpoint.request, inForce.leaves),
    redactor,
    maxBytes: limits.maxBodyBytes,
    finish: hintFor(endpoint, { inForce, path, headers }),
  });
  const finish = (): Outgoing => {
    const body = finishBody();
    if (!isUnread) {
      const envelope = envelopeText({ path, fields }, provider);
      redactor.vouchForEnvelope(encodeUtf8(envelope));
    }
    const { method, signal } = request;
    const has = request.body === null ? null : body;
    const outgoing = { method, host, path, headers, body: has, signal };
    if (endpoint) askForIdentity(outgoing, context);
    const isChanged = body !== sent;
    if (isChanged) {
      headers.delete("content-encoding");
      renewDigests(headers, body);
    }
    if (has !== null) headers.set("content-length", String(has.length));
    if (isSigned(outgoing)) {
      const signedFor = request.headers.get("host");
      keepSigned(outgoing, { ...context, signedFor, isChanged });
    }
    return outgoing;
  };
  context.observe?.({
    fact: "redacted",
    request: context.id,
    bytes: sent.length,
    secrets: redactor.items.length,
  });
  return { redactor, endpoint, finish };
}

/** Adds the policy's note to the system prompt; to nothing that is signed. */
function hintFor(
  { hints: places = [] }: Endpoint,
  { inForce: { hint: note, shadow }, ...request }:
    & Pick<Outgoing, "path" | "headers">
    & { readonly inForce: Policy },
): BodyOptions["finish"] {
  if (note === undefined || shadow || isSigned(request)) return undefined;
  return (bytes) => addHint(bytes, { note, places });
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
