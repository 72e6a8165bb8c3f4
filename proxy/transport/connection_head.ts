import { type Head, MAX_HEAD_BYTES, readHead } from "./request_head.ts";
import type { Wire } from "./pump.ts";

/** A connection's head, and every byte that was read to find its end. */
export interface Opening {
  readonly head: Head;
  readonly bytes: Uint8Array;
}

/**
 * Reads until the head is whole or wrong; `null` if the peer left before.
 *
 * Takes at most {@link MAX_HEAD_BYTES} of memory. It waits as long as the peer
 * does: the caller closes the connection when its patience ends.
 */
export async function readOpening(wire: Wire): Promise<Opening | null> {
  let buffer = new Uint8Array(4_096);
  let length = 0;
  for (;;) {
    const n = await wire.read(buffer.subarray(length));
    if (n === null) return null;
    length += n;
    const bytes = buffer.subarray(0, length);
    const head = readHead(bytes);
    if (head.kind !== "incomplete") return { head, bytes };
    if (length === buffer.length) buffer = grown(buffer);
  }
}

function grown(buffer: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.min(4 * buffer.length, MAX_HEAD_BYTES));
  larger.set(buffer);
  return larger;
}
