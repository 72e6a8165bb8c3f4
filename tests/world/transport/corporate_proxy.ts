import net from "node:net";

/** A company's proxy, of which a test says how it answers. */
export interface StubProxy {
  readonly port: number;
  /** The heads of all requests that it got. */
  readonly heads: readonly string[];
  /** Connections of clients that are open both ways. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/**
 * Starts one on a free port. With `to` it opens every tunnel to that port of
 * this machine; else it says `answer` and hangs up, or nothing at all.
 */
export async function startCorporateProxy(
  way: { readonly to: number } | { readonly answer: string | null },
): Promise<StubProxy> {
  const heads: string[] = [];
  const open = new Set<net.Socket>();
  let connections = 0;
  const server = net.createServer((socket) => {
    open.add(socket);
    connections += 1;
    socket.once("close", () => connections -= 1);
    socket.on("error", () => {});
    socket.once("data", (head) => {
      heads.push(String(head));
      if ("answer" in way) {
        if (way.answer !== null) socket.end(way.answer);
        return;
      }
      const host = net.connect(way.to, "127.0.0.1");
      open.add(host);
      host.on("error", () => {}).once("close", () => {
        socket.end();
        socket.resume();
      });
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(host).pipe(socket);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve());
  });
  return {
    port: (server.address() as net.AddressInfo).port,
    heads,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
