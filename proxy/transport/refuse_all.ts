import net from "node:net";
import { Connection } from "./connection.ts";
import { listenAt } from "./listen_at.ts";
import type { PortShare } from "./open_port.ts";
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
export async function refuseAll(share: PortShare): Promise<RefusingDoor> {
  const answer = rawAnswer(502, UNAVAILABLE);
  const server = net.createServer((socket) => {
    void new Connection(socket, IDLE_MS).dismiss(answer);
  });
  await listenAt(server, share);
  return {
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
