import net from "node:net";
import { join } from "./join.ts";

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
  join(client, inner);
  return inner;
}
