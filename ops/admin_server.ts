import net from "node:net";
import { enter, readOpening } from "../proxy/mod.ts";
import { type AdminContext, answerAdmin } from "./admin.ts";
import { ServiceError } from "./errors.ts";
import { after, within } from "./within.ts";

/** A running admin server. */
export interface AdminServer {
  readonly port: number;
  close(): Promise<void>;
}

/** How patient it is. */
export interface Patience {
  /** For a client to send its first request's head, in milliseconds. */
  readonly headMs: number;
  /** For the body of a command. */
  readonly bodyMs: number;
  /** Silence both ways after which a connection ends. */
  readonly idleMs: number;
  /** More connections than this end the oldest. */
  readonly connections: number;
}

const PATIENCE: Patience = {
  headMs: 5_000,
  bodyMs: 5_000,
  idleMs: 60_000,
  connections: 64,
};

const LAST_WORDS_MS = 1_000;

/**
 * Serves administration on 127.0.0.1, which is not a setting.
 *
 * Connections are watched in front of `Deno.serve`, which would wait for a
 * slow head without end.
 *
 * @throws {ServiceError} `port_taken`.
 */
export async function openAdmin(
  port: number,
  context: Omit<AdminContext, "port" | "inTime">,
  patience: Patience = PATIENCE,
): Promise<AdminServer> {
  let outerPort = port;
  const inTime = <T>(work: Promise<T>) => orNull(work, patience.bodyMs);
  const inner = Deno.serve(
    {
      hostname: "127.0.0.1",
      port: 0,
      onListen: () => {},
      onError: () => Response.json({ error: "internal" }, { status: 500 }),
    },
    (request) => answerAdmin(request, { ...context, inTime, port: outerPort }),
  );
  const open = new Set<net.Socket>();
  const outer = net.createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket)).on("error", () => {});
    const [oldest] = open;
    if (open.size > patience.connections) oldest!.destroy();
    void admit(socket, inner.addr.port, patience);
  });
  try {
    outerPort = await listen(outer, port);
  } catch (error) {
    await inner.shutdown();
    throw ServiceError.portTaken(port, error);
  }
  return {
    port: outerPort,
    close: async () => {
      outer.close();
      await inner.shutdown();
      // What was said last is still on its way out.
      await within(LAST_WORDS_MS, Promise.all([...open].map(closed)));
      for (const socket of open) socket.destroy();
    },
  };
}

function closed(socket: net.Socket): Promise<void> {
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

/** Lets a connection in once it has said what it wants. */
async function admit(
  socket: net.Socket,
  port: number,
  { headMs, idleMs }: Patience,
): Promise<void> {
  socket.setNoDelay(true);
  socket.setTimeout(idleMs, () => socket.destroy());
  const waiting = after(headMs, () => socket.destroy());
  const opening = await readOpening(socket);
  waiting();
  if (opening === null || opening.head.kind === "malformed") {
    socket.destroy();
    return;
  }
  socket.unshift(opening.bytes);
  enter(socket, port);
}

function listen(server: net.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(
      port,
      "127.0.0.1",
      () => resolve((server.address() as net.AddressInfo).port),
    );
  });
}

/** What comes of some work, or `null` when it takes too long. */
function orNull<T>(work: Promise<T>, ms: number): Promise<T | null> {
  const late = Promise.withResolvers<null>();
  const calledOff = after(ms, () => late.resolve(null));
  return Promise.race([work, late.promise]).finally(calledOff);
}
