import net from "node:net";
import { setImmediate } from "node:timers";

/** Where two listeners of one user may share a port; the system deals connections out. */
const SHARES_PORTS = Deno.build.os === "linux";
const QUIET_MS = 5;
const LOUD_MS = 1_000;
const RELIEVED_MS = 5_000;

/**
 * Listens on a port of 127.0.0.1, so that a later worker of ours can take it
 * over while it is open. Resolves with the port; rejects when it is taken.
 *
 * @param beside Another worker of ours has the port now. Where ports cannot be
 * shared, this waits until it has let go.
 */
export async function listenShared(
  server: net.Server,
  port: number,
  beside: boolean,
): Promise<number> {
  // Whoever shares a port is let in: so first see that nobody has it.
  if (SHARES_PORTS && !beside && port !== 0) await mustBeFree(port);
  const until = performance.now() + (beside ? RELIEVED_MS : 0);
  for (;;) {
    try {
      await listen(server, { port, reusePort: SHARES_PORTS });
      return (server.address() as net.AddressInfo).port;
    } catch (error) {
      if (performance.now() >= until) throw error;
      await pause(QUIET_MS);
    }
  }
}

/**
 * Waits until a turn of the event loop accepted nobody, so that the system has
 * nobody waiting: what it has when a listener closes is lost.
 */
export async function untilQuiet(accepted: () => number): Promise<void> {
  if (!SHARES_PORTS) return;
  await pause(QUIET_MS);
  const until = performance.now() + LOUD_MS;
  for (let last = -1; last !== accepted() && performance.now() < until;) {
    last = accepted();
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

async function mustBeFree(port: number): Promise<void> {
  const probe = net.createServer();
  await listen(probe, { port });
  await new Promise<void>((resolve) => probe.close(() => resolve()));
}

function listen(
  server: net.Server,
  options: { readonly port: number; readonly reusePort?: boolean },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => {
      server.off("listening", done);
      reject(error);
    };
    const done = () => {
      server.off("error", failed);
      resolve();
    };
    server.once("error", failed).once("listening", done);
    server.listen({ host: "127.0.0.1", ...options });
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
