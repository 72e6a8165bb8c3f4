import http from "node:http";
import https from "node:https";
import type net from "node:net";
import { throwawayIdentity } from "../../../cli/prove/throwaway_ca.ts";

/** A provider of which a test says how it answers. */
export interface StubUpstream {
  readonly port: number;
  readonly server: http.Server | https.Server;
  /** The root that vouches for it, in PEM. */
  readonly ca: string;
  /** Connections that were made to it. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** Made once for all tests of a file. */
export const identity = await throwawayIdentity(new Date(), [
  "localhost",
  "provider.example",
]);

/** Starts one on a free port; `secure: false` leaves TLS out. */
export async function startStub(
  answer: http.RequestListener,
  { secure = true }: { readonly secure?: boolean } = {},
): Promise<StubUpstream> {
  const server = secure
    ? https.createServer(identity, answer)
    : http.createServer(answer);
  // Never in the moment in which the next request of a busy machine is written.
  server.keepAliveTimeout = 600_000;
  let connections = 0;
  const open = new Set<net.Socket>();
  server.on("connection", (socket: net.Socket) => {
    connections += 1;
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  await new Promise<void>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve())
  );
  return {
    port: (server.address() as net.AddressInfo).port,
    server,
    ca: identity.ca,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** The body of a request that reached a stub. */
export async function bodyOf(request: http.IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
