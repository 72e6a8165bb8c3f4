import { createHash } from "node:crypto";
import { RefusalError } from "../errors.ts";

/** RFC 6455 §1.3. */
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** Fields of the handshake that each side of the proxy makes anew. */
const OWN = [
  "sec-websocket-key",
  "sec-websocket-version",
  "sec-websocket-accept",
  // Nothing is compressed on either side: no extension is offered or taken.
  "sec-websocket-extensions",
];

/** Whether a request's fields ask for a WebSocket. */
export function asksForWebSocket({ headers }: Pick<Request, "headers">) {
  return headers.get("upgrade")?.toLowerCase() === "websocket";
}

/** What a server answers to a client's key (RFC 6455 §4.2.2). */
export function acceptFor(key: string): string {
  return createHash("sha1").update(key + GUID).digest("base64");
}

/** The fields of a handshake that mean the same on both sides. */
export function withoutHandshake(headers: Headers): Headers {
  const rest = new Headers(headers);
  for (const name of OWN) rest.delete(name);
  return rest;
}

/**
 * The key of a client's handshake (RFC 6455 §4.2.1).
 *
 * @throws {RefusalError} with code `body` when it is not such a handshake
 */
export function keyOf({ method, headers }: Request): string {
  const key = headers.get("sec-websocket-key") ?? "";
  const isSound = method === "GET" && asksForWebSocket({ headers }) &&
    /(^|,)\s*upgrade\s*(,|$)/i.test(headers.get("connection") ?? "") &&
    headers.get("sec-websocket-version") === "13" &&
    /^[A-Za-z0-9+/]{21}[AQgw]==$/.test(key);
  if (isSound) return key;
  throw RefusalError.body(
    "it is not the handshake of a WebSocket: RFC 6455",
    "Send Upgrade, Connection, Sec-WebSocket-Version: 13 and a key",
  );
}
