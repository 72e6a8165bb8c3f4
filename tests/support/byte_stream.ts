/** Bytes, given out in chunks of `size`. */
export async function* inChunks(
  bytes: Uint8Array,
  size = 1_000,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

/** All that a stream gives, as one. */
export async function whole(
  chunks: AsyncIterable<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const all: number[] = [];
  for await (const chunk of chunks) for (const byte of chunk) all.push(byte);
  return Uint8Array.from(all);
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function fromUtf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** The bytes with the one at `at` exchanged for `byte`. */
export function withByte(
  bytes: Uint8Array,
  at: number,
  byte: number,
): Uint8Array {
  const changed = bytes.slice();
  changed[at] = byte;
  return changed;
}
