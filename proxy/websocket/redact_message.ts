import { redactBody } from "../body.ts";
import { utf8Text } from "../coded_text.ts";
import type { Context } from "../context.ts";
import { RefusalError } from "../errors.ts";
import type { Endpoint } from "../providers/provider.ts";
import { withLeaves } from "../providers/with_leaves.ts";
import type { Policy } from "../redact/policy.ts";
import type { Redactor } from "../redact/redactor.ts";
import { decodeUtf8 } from "../utf8.ts";
import type { Message } from "./message_reader.ts";
import { WebSocketFault } from "./websocket_fault.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface RedactMessageOptions {
  readonly redactor: Redactor;
  readonly endpoint: Endpoint;
  readonly inForce: Policy;
  readonly limits: Context["limits"];
}

/**
 * Takes the secrets out of what a client says.
 *
 * A text, and a binary message that is text, are read as an event of the wire;
 * other binary messages pass only where the wire says that they are media. In
 * control frames nothing can be replaced.
 *
 * @throws {RefusalError | WebSocketFault} when it cannot be read, or must not leave
 */
export function redactMessage(
  { kind, bytes }: Exclude<Message, { kind: "close" }>,
  { redactor, endpoint, inForce, limits }: RedactMessageOptions,
): Bytes {
  const text = utf8Text(bytes);
  switch (kind) {
    case "ping":
    case "pong":
      refuseSecret(bytes, redactor);
      return bytes;
    case "binary":
      if (text === undefined) {
        if (endpoint.binaryMedia) return bytes;
        throw unreadable();
      }
      break;
    case "text":
      break;
  }
  return redactBody(bytes, {
    contentType: looksLikeJson(text ?? "") ? "application/json" : "text/plain",
    contentEncoding: null,
    rules: withLeaves(endpoint.request, inForce.leaves),
    redactor,
    maxBytes: limits.maxBodyBytes,
  });
}

/** The reason of a client's Close, unless there is a secret in it: then none. */
export function redactReason(reason: Bytes, redactor: Redactor): Bytes {
  try {
    refuseSecret(reason, redactor);
    return reason;
  } catch {
    return new Uint8Array();
  }
}

/** Whether a text means to be JSON, so that nothing else will do. */
export function looksLikeJson(text: string): boolean {
  return /^\uFEFF?\s*[[{"]/.test(text);
}

function refuseSecret(bytes: Bytes, redactor: Redactor): void {
  const text = new TextDecoder("latin1").decode(bytes);
  const kind = redactor.firstKind(text) ??
    redactor.firstKind(decodeUtf8(bytes) ?? "");
  if (kind) throw RefusalError.place("a WebSocket's control frame", kind);
  redactor.vouchForEnvelope(bytes);
}

function unreadable(): WebSocketFault {
  return new WebSocketFault(
    1003,
    "a binary message is neither text nor media",
    "Send it as text",
  );
}
