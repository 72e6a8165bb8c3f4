import net from "node:net";
import { join } from "./join.ts";

/** Passes a connection on to a listener on this machine. */
export function enter(client: net.Socket, port: number): void {
  join(
    client,
    net.connect({
      host: "127.0.0.1",
      port,
      noDelay: true,
      allowHalfOpen: true,
    }),
  );
}
