import net from "node:net";
import type { PortShare } from "./open_port.ts";

const AGAIN_MS = 5;

/**
 * Has a server serve a port of 127.0.0.1; resolves with the port.
 *
 * Rejects when the port is taken, and stays so for as long as the share says
 * to wait.
 */
export async function listenAt(
  server: net.Server,
  { port, fd, waitMs = 0 }: PortShare,
): Promise<number> {
  const at = fd === null ? { host: "127.0.0.1", port } : { fd };
  const until = performance.now() + waitMs;
  for (;;) {
    try {
      await listen(server, at);
      return (server.address() as net.AddressInfo).port;
    } catch (error) {
      if (performance.now() >= until) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

function listen(server: net.Server, at: net.ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => {
      server.off("listening", done);
      reject(error);
    };
    const done = () => {
      server.off("error", failed);
      resolve();
    };
    server.once("error", failed).once("listening", done);
    server.listen(at);
  });
}
