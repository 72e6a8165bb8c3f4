import type net from "node:net";
import { concat } from "../read_body.ts";
import { asksForWebSocket } from "../websocket/handshake.ts";
import { takeBack } from "./enter.ts";
import { announcesBody, readUpgrade } from "./upgrade_head.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Takes over a connection on which a WebSocket was asked for. */
export type Upgrading = (
  request: Request,
  socket: net.Socket,
) => Promise<void>;

export interface Entrance {
  /** Takes over a connection on which anything else was asked for. */
  readonly enter: (socket: net.Socket) => void;
  readonly upgrade: Upgrading;
  readonly scheme: "http" | "https";
}

/**
 * Reads a connection's first request as far as its head: a WebSocket is taken
 * over here, all else is passed on with nothing read missing.
 */
export async function enterOrUpgrade(
  client: net.Socket,
  { enter, upgrade, scheme }: Entrance,
): Promise<void> {
  client.on("error", () => {});
  const bytes = await firstBytes(client);
  if (bytes === null) return void client.destroy();
  const asked = readUpgrade(bytes);
  if (asked === null || asked === "incomplete") {
    client.unshift(bytes);
    return enter(client);
  }
  client.unshift(bytes.subarray(asked.length));
  const { method, target, headers } = asked;
  const url = `${scheme}://${headers.get("host") ?? ""}${target}`;
  if (!URL.canParse(url)) return void client.destroy();
  await handOver({ url, method, headers }, { client, upgrade });
}

/**
 * The same for a request that is not its connection's first: HTTP has been
 * spoken on it, by the listener that it was passed on to.
 *
 * `undefined` when it asks for no WebSocket. Else it is taken over, and what
 * is returned reaches nobody: the listener's side of the connection is gone.
 */
export function upgradeLater(
  { url, method, headers }: Request,
  { info, upgrade, scheme }: Pick<Entrance, "upgrade" | "scheme"> & {
    readonly info: Deno.ServeHandlerInfo;
  },
): Response | undefined {
  if (!asksForWebSocket({ headers }) || announcesBody(headers)) return;
  const client = takeBack((info.remoteAddr as Deno.NetAddr).port);
  if (client === undefined) return;
  const asked = { url: url.replace(/^http:/, `${scheme}:`), method, headers };
  void handOver(asked, { client, upgrade });
  return new Response(null, { status: 426 });
}

async function handOver(
  { url, ...asked }: Pick<Request, "url" | "method" | "headers">,
  { client, upgrade }: {
    readonly client: net.Socket;
    readonly upgrade: Upgrading;
  },
): Promise<void> {
  const leaving = new AbortController();
  client.once("close", () => leaving.abort());
  const request = new Request(url, { ...asked, signal: leaving.signal });
  await upgrade(request, client).catch(() => client.destroy());
}

/** Everything up to the end of a head, or to where it is no head. */
function firstBytes(socket: net.Socket): Promise<Uint8Array | null> {
  const { promise, resolve } = Promise.withResolvers<Uint8Array | null>();
  const parts: Bytes[] = [];
  const gone = () => resolve(null);
  const read = (chunk: Uint8Array) => {
    parts.push(new Uint8Array(chunk));
    const all = concat(parts);
    if (readUpgrade(all) === "incomplete") return;
    socket.pause();
    socket.off("data", read).off("end", gone).off("close", gone);
    resolve(all);
  };
  socket.on("data", read).once("end", gone).once("close", gone).resume();
  return promise;
}
