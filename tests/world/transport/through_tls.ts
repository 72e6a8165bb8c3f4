import { ca } from "./scene.ts";

/** Opens a TLS connection through the proxy to a host's door. */
export async function throughTls(
  port: number,
  hostname: string,
): Promise<Deno.TlsConn> {
  const conn = await Deno.connect({ hostname: "127.0.0.1", port });
  await conn.write(
    new TextEncoder().encode(`CONNECT ${hostname}:443 HTTP/1.1\r\n\r\n`),
  );
  await conn.read(new Uint8Array(1_000));
  return await Deno.startTls(conn, { hostname, caCerts: [ca.certPem] });
}

/** What a door answers next, once these bytes were sent. */
export async function say(conn: Deno.TlsConn, text: string): Promise<string> {
  if (text !== "") await conn.write(new TextEncoder().encode(text));
  const buffer = new Uint8Array(65_536);
  const n = await conn.read(buffer);
  if (n === null) throw new Error("It hung up");
  return new TextDecoder().decode(buffer.subarray(0, n));
}
