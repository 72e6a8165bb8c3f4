import net from "node:net";
import { join } from "./join.ts";

/** Takes each connection back that was passed on, by the port it was passed on from. */
const passedOn = new Map<number, () => net.Socket>();

/**
 * Passes a connection on to a listener on this machine; the connection that is
 * made to it for that.
 */
export function enter(client: net.Socket, port: number): net.Socket {
  const inner = net.connect({
    host: "127.0.0.1",
    port,
    noDelay: true,
    allowHalfOpen: true,
  });
  const part = join(client, inner);
  const isHttp2 = "alpnProtocol" in client && client.alpnProtocol === "h2";
  inner.once("connect", () => {
    if (isHttp2) return;
    const { localPort } = inner;
    passedOn.set(localPort!, () => {
      part();
      inner.on("error", () => {}).destroy();
      return client;
    });
    inner.once("close", () => passedOn.delete(localPort!));
  });
  return inner;
}

/**
 * Takes a connection back whose client waits for an answer, all before it
 * being said. `undefined` for one that was not passed on, or speaks HTTP/2.
 *
 * @param port From which the listener sees it come.
 */
export function takeBack(port: number): net.Socket | undefined {
  const take = passedOn.get(port);
  if (take === undefined) return undefined;
  const client = take();
  client.pause();
  return client;
}
