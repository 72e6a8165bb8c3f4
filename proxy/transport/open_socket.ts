import net from "node:net";
import tls from "node:tls";
import {
  connectRequest,
  type CorporateProxy,
  goesThrough,
} from "./corporate_proxy.ts";
import type { Way } from "./dial.ts";
import { proxyHandshake } from "./proxy_handshake.ts";
import type { Target } from "./target.ts";

/** How to reach a target, and whom to believe there. */
export interface SecureWay extends Way {
  /** Roots in PEM against which the target's certificate is verified. */
  readonly roots: readonly string[];
}

/** Gets the socket, or the reason why there is none. */
export type Ready = (error: Error | null, socket?: net.Socket) => void;

/**
 * Opens a connection to a target: TLS, verified, unless the target is a plain
 * loopback one. Errors are the socket's, also when `connectTimeoutMs` is over.
 *
 * Returns the socket, or `undefined` when it comes later through `ready`
 * because a corporate proxy stands before it.
 */
export function openSocket(
  target: Target,
  way: SecureWay,
  ready: Ready,
): net.Socket | undefined {
  const { host, port, secure } = target;
  if (goesThrough(way.proxy, target)) {
    chained(target, { ...way, proxy: way.proxy }).then(
      (plain) =>
        ready(null, secure ? secured(host, way, { socket: plain }) : plain),
      (error: Error) => ready(error),
    );
    return undefined;
  }
  return secure
    ? secured(host, way, { port })
    : impatient(net.connect({ host, port, noDelay: true }), "connect", way);
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
  { host, port }: Target,
  way: SecureWay & { readonly proxy: CorporateProxy },
): Promise<net.Socket> {
  const { proxy, mark, connectTimeoutMs: timeoutMs } = way;
  const socket = net.connect({ ...proxy, noDelay: true });
  const asked = connectRequest(proxy, { host, port, mark });
  await proxyHandshake(socket, { asked, timeoutMs });
  return socket;
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
