import net from "node:net";
import tls from "node:tls";
import {
  connectRequest,
  type CorporateProxy,
  goesThrough,
} from "./corporate_proxy.ts";
import { proxyHandshake } from "./proxy_handshake.ts";
import type { Target } from "./target.ts";

/** How to leave the machine. */
export interface Way {
  readonly proxy: CorporateProxy | null;
  /** This proxy's mark for the `Via` field. */
  readonly mark: string;
  readonly connectTimeoutMs: number;
}

/** How to reach a target, and whom to believe there. */
export interface SecureWay extends Way {
  /** Roots in PEM against which the target's certificate is verified. */
  readonly roots: readonly string[];
}

type Place = Pick<Target, "host" | "port">;

/** Whether one side may end and the other go on. */
type Ends = Pick<net.TcpNetConnectOpts, "allowHalfOpen">;
/** A kept connection that its other side has ended must not look usable. */
const WHOLE: Ends = { allowHalfOpen: false };
const HALVES: Ends = { allowHalfOpen: true };

/**
 * Opens a connection to a target: TLS, verified, unless the target is a plain
 * loopback one. Errors are the socket's, also when `connectTimeoutMs` is over.
 *
 * A promise only when a corporate proxy has to be asked first.
 */
export function openSocket(
  target: Target,
  way: SecureWay,
): net.Socket | Promise<net.Socket> {
  const { host, port, secure } = target;
  if (goesThrough(way.proxy, target)) {
    return chained(target, { ...way, proxy: way.proxy }, WHOLE)
      .then((socket) => secure ? secured(host, way, { socket }) : socket);
  }
  return secure ? secured(host, way, { port }) : connecting(target, way, WHOLE);
}

/** A plain connection that stands, through the corporate proxy if need be. */
export async function dial(place: Place, way: Way): Promise<net.Socket> {
  if (goesThrough(way.proxy, place)) {
    return await chained(place, { ...way, proxy: way.proxy }, HALVES);
  }
  const socket = connecting(place, way, HALVES);
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve).once("error", reject);
  });
  return socket;
}

function secured(
  host: string,
  way: SecureWay,
  to: { readonly port: number } | { readonly socket: net.Socket },
): net.Socket {
  const socket = tls.connect({
    ...to,
    host,
    ...net.isIP(host) === 0 ? { servername: host } : {},
    ca: way.roots as string[],
    rejectUnauthorized: true,
  });
  socket.setNoDelay(true);
  return impatient(socket, "secureConnect", way);
}

async function chained(
  { host, port }: Place,
  way: Way & { readonly proxy: CorporateProxy },
  ends: Ends,
): Promise<net.Socket> {
  const { proxy, mark, connectTimeoutMs: timeoutMs } = way;
  const socket = net.connect({ ...proxy, ...ends, noDelay: true });
  const asked = connectRequest(proxy, { host, port, mark });
  await proxyHandshake(socket, { asked, timeoutMs });
  return socket;
}

function connecting(
  { host, port }: Place,
  way: Way,
  ends: Ends,
): net.Socket {
  const socket = net.connect({ host, port, ...ends, noDelay: true });
  return impatient(socket, "connect", way);
}

function impatient(
  socket: net.Socket,
  event: "connect" | "secureConnect",
  { connectTimeoutMs }: Way,
): net.Socket {
  const timer = setTimeout(
    () => socket.destroy(new Error("it took too long to connect")),
    connectTimeoutMs,
  );
  const calm = () => clearTimeout(timer);
  return socket.once(event, calm).once("close", calm);
}
