import type net from "node:net";
import { concat } from "../read_body.ts";
import { readUpgrade } from "./upgrade_head.ts";

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
  const leaving = new AbortController();
  client.once("close", () => leaving.abort());
  const { signal } = leaving;
  const request = new Request(url, { method, headers, signal });
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
