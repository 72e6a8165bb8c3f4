import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { concat } from "../read_body.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** An answer's head in HTTP/1.1. */
export function responseHead(
  status: number,
  fields: Iterable<readonly [string, string]>,
): Bytes {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Unknown"}`,
    ...[...fields].map(([name, value]) => `${name}: ${value}`),
  ];
  const text = lines.join("\r\n") + "\r\n\r\n";
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Most bytes of a body that is said in one piece. */
const MAX_BODY_BYTES = 2 ** 20;

/** Answers a request that was read from a socket, and ends the connection. */
export async function writeResponse(
  socket: Duplex,
  response: Response,
): Promise<void> {
  const { status, headers } = response;
  const body = await bodyOf(response);
  const fields = new Headers(headers);
  fields.delete("transfer-encoding");
  fields.set("content-length", String(body.length));
  fields.set("connection", "close");
  socket.on("error", () => {});
  socket.write(responseHead(status, fields));
  socket.end(body);
  socket.resume();
}

async function bodyOf({ body }: Response): Promise<Bytes> {
  const parts: Bytes[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.length;
    if (size > MAX_BODY_BYTES) break;
    parts.push(part);
  }
  return concat(parts);
}
