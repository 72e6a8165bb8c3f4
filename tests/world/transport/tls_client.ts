import http2 from "node:http2";
import net from "node:net";
import tls from "node:tls";
import { ca } from "./scene.ts";

/** The protected host to which these clients go. */
export const HOST = "api.example.com";

/** TCP to the protected host, through the proxy: what `CONNECT` gives. */
export async function tunnelTo(port: number): Promise<net.Socket> {
  const socket = net.connect({ port, host: "127.0.0.1" });
  await new Promise<void>((resolve) => {
    socket.once("data", () => resolve());
    socket.write(`CONNECT ${HOST}:443 HTTP/1.1\r\n\r\n`);
  });
  return socket;
}

/** TLS to it. */
export async function openTls(
  port: number,
  protocol: "http/1.1" | "h2",
): Promise<tls.TLSSocket> {
  const secure = tls.connect({
    socket: await tunnelTo(port),
    servername: HOST,
    ca: ca.certPem,
    ALPNProtocols: [protocol],
  });
  await new Promise<void>((resolve, reject) => {
    secure.once("secureConnect", () => resolve()).once("error", reject);
  });
  return secure;
}

/** HTTP/2 to it. */
export async function openHttp2(
  port: number,
): Promise<http2.ClientHttp2Session> {
  const secure = await openTls(port, "h2");
  return http2.connect(`https://${HOST}`, { createConnection: () => secure });
}
