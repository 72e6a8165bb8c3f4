import type { Circumstances } from "../context.ts";
import {
  envelopeText,
  headersOf,
  inspectEnvelope,
  onwardFields,
} from "../envelope.ts";
import { RefusalError } from "../errors.ts";
import type { Incoming, Outgoing } from "../exchange.ts";
import { endpointFor, passesUnread } from "../providers/route.ts";
import { redactorFor } from "../redactor_for.ts";
import { pathOf } from "../request_path.ts";
import { encodeUtf8 } from "../utf8.ts";
import { Conversation } from "./conversation.ts";
import { acceptFor, keyOf, withoutHandshake } from "./handshake.ts";
import { passOn } from "./pass_on.ts";
import type { Wire } from "./wire.ts";

/** A provider's answer to a handshake; with `wire`, it took it. */
export interface Greeting extends Incoming {
  readonly wire?: Wire;
}

export interface OpenOptions extends Circumstances {
  /** Asks the provider for a WebSocket; rejects with `UpstreamError`. */
  readonly connect: (outgoing: Outgoing) => Promise<Greeting>;
  /** Four bytes that nobody can foresee. */
  readonly mask: () => Uint8Array<ArrayBuffer>;
}

/** A WebSocket that both sides agreed to. */
export interface Opened {
  /** For the answer that has status 101. */
  readonly headers: Headers;
  /** What is to be run once the client has that answer. */
  readonly talk: (client: Wire) => Talk;
}

/** A WebSocket that may be run, and told to end. */
export interface Talk {
  /** Whether its bytes pass unread, so that a kill switch has to cut it. */
  readonly isBlind: boolean;
  /** Resolves when both sides have ended. */
  run(): Promise<void>;
  /** Tells both sides that Waterwall stops here. */
  leave(): Promise<void>;
}

/**
 * Carries a client's handshake to its provider, as `handle()` carries a request.
 *
 * Resolves with a `Response` when the provider would not have a WebSocket.
 */
export async function openConversation(
  request: Request,
  context: OpenOptions,
): Promise<Opened | Response> {
  const switches = context.activeSwitches();
  if (switches.length > 0) throw RefusalError.killswitch(switches);
  const key = keyOf(request);
  const path = pathOf(request.url, context.prefix ?? "");
  const pathname = path.replace(/\?.*/s, "");
  const { provider: of, host } = context;
  const onward = onwardFields(request.headers);
  const headers = withoutHandshake(headersOf(onward));
  const isUnread = passesUnread(of, pathname);
  if (!isUnread) vouchFor({ path, pathname, headers }, context);
  const { method, signal } = request;
  const { status, headers: answered, body, wire } = await context.connect({
    method,
    host,
    path,
    headers,
    body: null,
    signal,
  });
  if (wire === undefined) {
    return new Response(body, { status, headers: answered });
  }
  const agreed = withoutHandshake(answered);
  agreed.set("sec-websocket-accept", acceptFor(key));
  const talk = (client: Wire) =>
    isUnread ? passOn(client, wire) : new Conversation({
      client,
      provider: wire,
      context,
      pathname,
      endpoint: endpointFor(of, pathname),
      mask: context.mask,
    });
  return { headers: agreed, talk };
}

/** @throws {RefusalError} for a secret where none can be replaced */
function vouchFor(
  { path, pathname, headers }: {
    readonly path: string;
    readonly pathname: string;
    readonly headers: Headers;
  },
  context: Circumstances,
): void {
  const { provider } = context;
  const inForce = context.policy();
  const redactor = redactorFor(pathname, { ...context, inForce });
  const shown = new Headers(headers);
  const named = subprotocols(headers).filter((name) =>
    !provider.subprotocols?.some((start) => name.startsWith(start))
  );
  shown.set("sec-websocket-protocol", named.join(", "));
  const fields = [...shown];
  inspectEnvelope({ path, fields }, { provider, redactor });
  redactor.vouchForEnvelope(
    encodeUtf8(envelopeText({ path, fields }, provider)),
  );
}

function subprotocols(headers: Headers): readonly string[] {
  return (headers.get("sec-websocket-protocol") ?? "").split(",")
    .map((name) => name.trim());
}
