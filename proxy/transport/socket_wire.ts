import type { Duplex } from "node:stream";
import type { Wire } from "../websocket/wire.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** How long a peer may take to end a connection that has ended here. */
const LINGER_MS = 2_000;

/** A socket as one side of a WebSocket, read only as fast as it is taken. */
export function socketWire(socket: Duplex): Wire {
  const gone = new Promise<void>((resolve) => {
    socket.on("error", () => {}).once("close", () => resolve());
  });
  return {
    received: read(socket),
    async send(bytes) {
      if (socket.destroyed || socket.writableEnded) return;
      if (socket.write(bytes)) return;
      await Promise.race([gone, drained(socket)]);
    },
    end() {
      if (socket.destroyed) return;
      socket.end();
      socket.resume();
      const timer = setTimeout(() => socket.destroy(), LINGER_MS);
      void gone.then(() => clearTimeout(timer));
    },
  };
}

/** What comes in, one piece after the other; a peer that breaks off has ended too. */
async function* read(socket: Duplex): AsyncGenerator<Bytes> {
  const waiting: Bytes[] = [];
  let isOver = socket.readableEnded || socket.destroyed;
  let wake = () => {};
  const take = (chunk: Uint8Array) => {
    waiting.push(new Uint8Array(chunk));
    socket.pause();
    wake();
  };
  const end = () => {
    isOver = true;
    wake();
  };
  socket.on("data", take).once("end", end).once("close", end);
  try {
    while (waiting.length > 0 || !isOver) {
      const next = waiting.shift();
      if (next !== undefined) {
        yield next;
        continue;
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      socket.resume();
      await promise;
    }
  } finally {
    socket.off("data", take).off("end", end).off("close", end);
  }
}

function drained(socket: Duplex): Promise<void> {
  return new Promise((resolve) => socket.once("drain", () => resolve()));
}
