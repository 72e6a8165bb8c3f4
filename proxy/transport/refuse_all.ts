import net from "node:net";
import { Connection } from "./connection.ts";
import { rawAnswer } from "./raw_answer.ts";
import { UNAVAILABLE } from "./refusals.ts";

/** A port on which everything is refused. */
export interface RefusingDoor {
  close(): Promise<void>;
}

const IDLE_MS = 5_000;

/**
 * Answers every connection with 502 while the proxy is away: a client is told
 * why, and nothing it sends is looked at. Rejects while the port is taken.
 */
export async function refuseAll(port: number): Promise<RefusingDoor> {
  const answer = rawAnswer(502, UNAVAILABLE);
  const server = net.createServer((socket) => {
    void new Connection(socket, IDLE_MS).dismiss(answer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return {
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
