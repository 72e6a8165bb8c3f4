import { readHead } from "./request_head.ts";

/** A request for a WebSocket, as far as its head goes. */
export interface Upgrade {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Headers;
  /** Bytes of the head; what follows it are frames. */
  readonly length: number;
}

/** Whether a request says that a body follows, if only an empty one. */
export function announcesBody(headers: Headers): boolean {
  return headers.has("content-length") || headers.has("transfer-encoding");
}

/**
 * The request for a WebSocket that these bytes begin with; `null` when they
 * begin with anything else, `"incomplete"` while that cannot be told.
 *
 * One that announces a body is not taken for one.
 */
export function readUpgrade(bytes: Uint8Array): Upgrade | null | "incomplete" {
  const head = readHead(bytes);
  if (head.kind === "incomplete") return "incomplete";
  if (head.kind !== "origin") return null;
  const text = new TextDecoder("latin1").decode(bytes);
  const length = text.indexOf("\r\n\r\n") + 4;
  const [line, ...fields] = text.slice(0, length - 4).split("\r\n");
  const [method, target, version] = line!.split(" ");
  const headers = new Headers();
  for (const field of fields) {
    const colon = field.indexOf(":");
    headers.append(field.slice(0, colon), field.slice(colon + 1).trim());
  }
  const isUpgrade = version === "HTTP/1.1" &&
    headers.get("upgrade")?.toLowerCase() === "websocket" &&
    !announcesBody(headers);
  return isUpgrade
    ? { method: method!, target: target!, headers, length }
    : null;
}
