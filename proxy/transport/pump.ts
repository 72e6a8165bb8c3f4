/** The two halves of a connection that a pump needs. */
export interface Wire {
  read(into: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<number>;
  closeWrite(): Promise<void>;
}

const FIRST_BYTES = 4_096;
const MOST_BYTES = 65_536;

/**
 * Copies bytes until the source ends, then ends the sink's input: a half-close
 * passes through as a half-close.
 *
 * The buffer begins small, since most connections are idle, and doubles while
 * reads fill it. Rejects when either side breaks.
 */
export async function pump(
  from: Wire,
  to: Wire,
  count: (bytes: number) => void,
): Promise<void> {
  let buffer = new Uint8Array(FIRST_BYTES);
  for (let n; (n = await from.read(buffer)) !== null;) {
    count(n);
    await writeAll(to, buffer.subarray(0, n));
    if (n === buffer.length && n < MOST_BYTES) buffer = new Uint8Array(4 * n);
  }
  await to.closeWrite();
}

/** Writes every byte, however many calls it takes. */
export async function writeAll(to: Wire, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await to.write(bytes.subarray(at));
}
