import { throwawayIdentity } from "../../../cli/prove/throwaway_ca.ts";
import type {
  ProxyUnderTest,
  StartProxy,
} from "../../../cli/prove/rehearse.ts";
import { STUB_HOSTS } from "../../../cli/prove/stub_home.ts";

/** How a proxy fails to be one. */
export interface Fault {
  /** What becomes of a request's body; the text as it was if nothing is said. */
  readonly rewrite?: (body: string) => string;
}

/** A proxy in both modes that redacts nothing and records nothing: what a broken one would do. */
export function leakyProxy(
  { rewrite = (body) => body }: Fault = {},
): StartProxy {
  return async (stub): Promise<ProxyUnderTest> => {
    const names = Object.keys(STUB_HOSTS);
    const { ca, cert, key } = await throwawayIdentity(new Date(), names);
    const client = Deno.createHttpClient({ caCerts: [stub.ca] });
    const forward = async (request: Request) => {
      const path = new URL(request.url).pathname
        .replace(/^\/(anthropic|openai)/, "");
      const body = rewrite(await request.text());
      const { method, headers } = request;
      return await fetch(stub.url + path, { method, headers, body, client });
    };
    const loopback = { hostname: "127.0.0.1", port: 0, onListen: () => {} };
    const door = Deno.serve({ ...loopback, cert, key }, forward);
    const base = Deno.serve(loopback, forward);
    const front = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const open = new Set<Deno.Conn>();
    const ports = { door: door.addr.port, base: base.addr.port };
    const served = acceptAll(front, { ...ports, open });
    return {
      port: front.addr.port,
      ca,
      finish: async () => {
        front.close();
        for (const conn of open) close(conn);
        await served;
        await Promise.all([door.shutdown(), base.shutdown()]);
        client.close();
        return { records: [], log: { verified: true, says: "nothing" } };
      },
    };
  };
}

interface Behind {
  readonly door: number;
  readonly base: number;
  /** Every connection, so that it can be ended. */
  readonly open: Set<Deno.Conn>;
}

async function acceptAll(front: Deno.TcpListener, behind: Behind) {
  const running: Promise<unknown>[] = [];
  for await (const conn of front) running.push(carry(conn, behind));
  await Promise.allSettled(running);
}

async function carry(conn: Deno.TcpConn, { door, base, open }: Behind) {
  open.add(conn);
  const first = new Uint8Array(65_536);
  const count = await conn.read(first) ?? 0;
  const start = new TextDecoder().decode(first.subarray(0, 8));
  const isTunnel = start === "CONNECT ";
  const port = isTunnel ? door : base;
  const to = await Deno.connect({ hostname: "127.0.0.1", port });
  open.add(to);
  if (isTunnel) {
    await conn.write(new TextEncoder().encode("HTTP/1.1 200 OK\r\n\r\n"));
  } else await to.write(first.subarray(0, count));
  await Promise.allSettled([copy(conn, to), copy(to, conn)]);
}

async function copy(from: Deno.Conn, to: Deno.Conn) {
  const buffer = new Uint8Array(65_536);
  for (
    let count = await from.read(buffer);
    count !== null;
    count = await from.read(buffer)
  ) {
    let rest = buffer.subarray(0, count);
    while (rest.length > 0) rest = rest.subarray(await to.write(rest));
  }
  close(to);
}

function close(conn: Deno.Conn) {
  try {
    conn.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
