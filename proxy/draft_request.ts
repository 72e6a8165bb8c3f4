import { type BodyOptions, draftBody } from "./body.ts";
import type { Context } from "./context.ts";
import {
  DIGESTS,
  envelopeText,
  inspectEnvelope,
  onwardFields,
} from "./envelope.ts";
import { RefusalError } from "./errors.ts";
import { addHint } from "./hint/add_hint.ts";
import type { Outgoing } from "./exchange.ts";
import type { Endpoint } from "./providers/provider.ts";
import { endpointFor, passesUnread } from "./providers/route.ts";
import { withLeaves } from "./providers/with_leaves.ts";
import type { Scan } from "./redact/finding.ts";
import type { Policy } from "./redact/policy.ts";
import { Redactor } from "./redact/redactor.ts";
import { encodeUtf8 } from "./utf8.ts";
import { readBody } from "./read_body.ts";

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
  const headers = new Headers(fields as [string, string][]);
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
    finish: hintFor(endpoint, { inForce, headers }),
  });
  const finish = (): Outgoing => {
    const body = finishBody();
    if (!isUnread) {
      const envelope = envelopeText({ path, fields }, provider);
      redactor.vouchForEnvelope(encodeUtf8(envelope));
    }
    if (endpoint) headers.set("accept-encoding", "identity");
    if (body !== sent) describeChanged(headers);
    const { method, signal } = request;
    if (request.body === null) {
      return { method, host, path, headers, body: null, signal };
    }
    headers.set("content-length", String(body.length));
    return { method, host, path, headers, body, signal };
  };
  context.observe?.({
    fact: "redacted",
    request: context.id,
    bytes: sent.length,
    secrets: redactor.items.length,
  });
  return { redactor, endpoint, finish };
}

function redactorFor(
  pathname: string,
  { vault, host, explain, inForce }: Context & { readonly inForce: Policy },
): Redactor {
  const { scan, witness, shadow = false, isAllowed } = inForce;
  const isSpared = inForce.spares?.({ host, pathname }) ?? false;
  return new Redactor({
    vault,
    shadow,
    isAllowed,
    scan: isSpared ? NOTHING : scan,
    witness: isSpared ? undefined : witness,
    shape: inForce.shapeOf && ((type) => inForce.shapeOf!(type, host)),
    ...explain && { explain },
  });
}

/** Of a destination to which secrets may go. */
const NOTHING: Scan = () => [];

/** Adds the policy's note to the system prompt; to nothing that is signed. */
function hintFor(
  { hints: places = [] }: Endpoint,
  { inForce: { hint: note, shadow }, headers }: {
    readonly inForce: Policy;
    readonly headers: Headers;
  },
): BodyOptions["finish"] {
  if (note === undefined || shadow || isSigned(headers)) return undefined;
  return (bytes) => addHint(bytes, { note, places });
}

function isSigned(headers: Headers): boolean {
  return headers.get("authorization")?.startsWith("AWS4-") ?? false;
}

/** Path and query exactly as they stand in the URL, without the prefix. */
function pathOf(url: string, prefix: string): string {
  const from = url.indexOf("/", url.indexOf("://") + 3);
  const path = from < 0 ? "/" : url.slice(from).replace(/#.*/s, "");
  if (!path.startsWith(prefix)) return path;
  const rest = path.slice(prefix.length);
  return rest.startsWith("/") ? rest : `/${rest}`;
}

function describeChanged(headers: Headers): void {
  if (isSigned(headers)) throw RefusalError.signed();
  for (const name of ["content-encoding", ...DIGESTS]) headers.delete(name);
}
