import type net from "node:net";
import { type Head, readHead } from "./request_head.ts";

/** A connection's head, and what was sent after it. */
export interface Opening {
  readonly head: Head;
  /** Every byte that was read. */
  readonly bytes: Uint8Array;
}

/**
 * Reads until the head is whole or wrong; `null` if the peer left before.
 *
 * The socket is then paused and holds back what follows. Takes no more memory
 * than a head may be long, and waits as long as the peer does: the caller
 * closes the connection when its patience ends.
 */
export function readOpening(socket: net.Socket): Promise<Opening | null> {
  const { promise, resolve } = Promise.withResolvers<Opening | null>();
  const gone = () => resolve(null);
  let bytes: Uint8Array = new Uint8Array();
  const read = (chunk: Uint8Array) => {
    bytes = bytes.length === 0 ? chunk : joined(bytes, chunk);
    const head = readHead(bytes);
    if (head.kind === "incomplete") return;
    socket.pause();
    socket.off("data", read).off("end", gone).off("close", gone);
    resolve({ head, bytes });
  };
  socket.on("data", read).once("end", gone).once("close", gone);
  return promise;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
