import {
  connectRequest,
  type CorporateProxy,
  goesThrough,
  readProxyAnswer,
} from "./corporate_proxy.ts";
import { writeAll } from "./pump.ts";

/** How to leave the machine. */
export interface Way {
  readonly proxy: CorporateProxy | null;
  /** This proxy's mark for the `Via` field. */
  readonly mark: string;
  readonly connectTimeoutMs: number;
}

/** A connection, and what its far end said already. */
export interface Dialled {
  readonly conn: Deno.TcpConn;
  readonly early: Uint8Array;
}

/**
 * Connects to a host, through the corporate proxy where one stands before it.
 *
 * Rejects with an `Error` whose message says why, when it cannot within
 * `connectTimeoutMs`.
 */
export async function dial(
  place: { readonly host: string; readonly port: number },
  { proxy, mark, connectTimeoutMs }: Way,
): Promise<Dialled> {
  const chained = goesThrough(proxy, place) ? proxy : null;
  const first = chained ?? place;
  const signal = AbortSignal.timeout(connectTimeoutMs);
  const conn = await Deno.connect({
    hostname: first.host,
    port: first.port,
    signal,
  });
  conn.setNoDelay(true);
  if (chained === null) return { conn, early: new Uint8Array() };
  const hangUp = () => conn.close();
  signal.addEventListener("abort", hangUp);
  try {
    await writeAll(conn, connectRequest(chained, { ...place, mark }));
    return { conn, early: await readEarly(conn) };
  } catch (error) {
    if (!signal.aborted) conn.close();
    throw error;
  } finally {
    signal.removeEventListener("abort", hangUp);
  }
}

async function readEarly(conn: Deno.TcpConn): Promise<Uint8Array> {
  let seen = new Uint8Array();
  const buffer = new Uint8Array(4_096);
  for (;;) {
    const n = await conn.read(buffer);
    if (n === null) throw new Error("the proxy hung up");
    seen = new Uint8Array([...seen, ...buffer.subarray(0, n)]);
    const answer = readProxyAnswer(seen);
    if (answer.state === "open") return seen.subarray(answer.length);
    if (answer.state === "refused") throw new Error(answer.why);
  }
}
