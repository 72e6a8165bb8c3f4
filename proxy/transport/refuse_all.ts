import { Connection } from "./connection.ts";
import { rawAnswer } from "./raw_answer.ts";
import { UNAVAILABLE } from "./refusals.ts";

/** A port on which everything is refused. */
export interface RefusingDoor {
  close(): void;
}

/**
 * Answers every connection with 502 while the proxy is away: a client is told
 * why, and nothing it sends is read.
 *
 * @throws {Deno.errors.AddrInUse} The port is still taken.
 */
export function refuseAll(port: number): RefusingDoor {
  const listener = Deno.listen({ hostname: "127.0.0.1", port });
  const open = new Set<Connection>();
  const answer = rawAnswer(502, UNAVAILABLE);
  void (async () => {
    for await (const client of listener) {
      const connection = new Connection(client);
      open.add(connection);
      connection.dismiss(answer).catch(() => {}).finally(() => {
        connection.close();
        open.delete(connection);
      });
    }
  })();
  return { close: () => listener.close() };
}
