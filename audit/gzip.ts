import { Readable } from "node:stream";
import { crc32, createInflateRaw, type ZlibOptions } from "node:zlib";
import { ByteReader } from "./byte_reader.ts";
import { concat, isSame } from "./bytes.ts";
import { Refutation } from "./refutation.ts";

/**
 * The ten bytes that begin what `gzip` writes: no name, no time, no system.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1952#section-2.3
 */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);

/** The most that one stored block can hold, in bytes. */
const BLOCK_BYTES = 65_535;

/** Where a block's first byte says how it is written; zero is stored. */
const BLOCK_TYPE = 0b110;

/** Bytes that the inflater gives at once. */
const CHUNK_BYTES = 65_536;

/** Bytes given to the inflater at once: they become at most 1,032 times as many. */
const SLICE_BYTES = 4_096;

/**
 * Wraps bytes as one gzip member of stored blocks.
 *
 * Nothing is compressed, on purpose: what a compressor writes changes with its
 * version, and holds bits that can be changed without changing the content.
 * Stored blocks are the same everywhere and for ever, and each of their bits
 * matters. Who wants a smaller file runs `gunzip | gzip -9n`.
 */
export async function* gzip(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(chunks);
  let crc = 0;
  let block = await reader.exactly(BLOCK_BYTES);
  yield HEADER;
  for (;;) {
    const next = await reader.exactly(BLOCK_BYTES);
    crc = crc32(block, crc);
    yield blockHeader(block.length, next.length === 0);
    yield block;
    if (next.length === 0) break;
    block = next;
  }
  yield trailer(crc, reader.offset);
}

/**
 * Unwraps one gzip member that has no name, comment, extra field or time.
 *
 * Bounded: holds a few megabytes at most, however much comes out. Throws
 * `Refutation` at the first byte that is not as it must be.
 */
export async function* gunzip(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(chunks);
  try {
    const header = await reader.exactly(HEADER.length);
    if (!isSame(header.subarray(0, 8), HEADER.subarray(0, 8))) {
      throw broken("it does not begin as one plain gzip member", reader);
    }
    const first = await reader.exactly(1);
    const [flags = 0] = first;
    const stored = (flags & BLOCK_TYPE) === 0;
    if (stored && !isSame(header, HEADER)) {
      throw broken("its header is not the one of a stored member", reader);
    }
    yield* stored ? readStored(reader, flags) : readDeflated(reader, first);
  } finally {
    await reader.cancel();
  }
}

async function* readStored(
  reader: ByteReader,
  first: number,
): AsyncGenerator<Uint8Array> {
  let crc = 0;
  let size = 0;
  for (let flag: number | undefined = first;;) {
    if (flag !== 0 && flag !== 1) throw broken("a block is not stored", reader);
    const lengths = await reader.exactly(4);
    const [low = 0, high = 0, notLow, notHigh] = lengths;
    if (notLow !== (low ^ 255) || notHigh !== (high ^ 255)) {
      throw broken("a block's length contradicts itself", reader);
    }
    const length = low + 256 * high;
    for (let left = length; left > 0;) {
      const bytes = await reader.some(left);
      if (!bytes) throw broken("it ends inside a block", reader);
      left -= bytes.length;
      crc = crc32(bytes, crc);
      yield bytes;
    }
    size += length;
    if (flag === 1) break;
    flag = (await reader.exactly(1))[0];
  }
  await expectEnd(reader, trailer(crc, size));
}

async function expectEnd(reader: ByteReader, end: Uint8Array): Promise<void> {
  if (!isSame(await reader.exactly(end.length), end)) {
    throw broken("its checksum or length is wrong", reader);
  }
  if (await reader.some(1)) throw broken("bytes follow its end", reader);
}

async function* readDeflated(
  reader: ByteReader,
  first: Uint8Array,
): AsyncGenerator<Uint8Array> {
  let crc = 0;
  let size = 0;
  const held = new Held(reader, first);
  // Not the DecompressionStream, which takes one that has no last block.
  const source = Readable.from(held.body(), { highWaterMark: 1 });
  const inflated = createInflateRaw({
    chunkSize: CHUNK_BYTES,
    highWaterMark: SLICE_BYTES,
  } as ZlibOptions);
  source.on("error", (error) => inflated.destroy(error));
  try {
    for await (const bytes of source.pipe(inflated)) {
      crc = crc32(bytes, crc);
      size += bytes.length;
      yield bytes;
    }
  } catch (error) {
    if (error instanceof Refutation) throw error;
    throw broken("it does not inflate", reader);
  } finally {
    source.destroy();
  }
  if (inflated.bytesWritten !== held.given) {
    throw broken("bytes follow its last block", reader);
  }
  if (!isSame(held.trailer, trailer(crc, size))) {
    throw broken("its checksum or length is wrong", reader);
  }
}

/** Gives out a stream but for its last eight bytes, which it keeps. */
class Held {
  readonly #reader: ByteReader;
  trailer: Uint8Array;
  /** How many bytes were given out. */
  given = 0;

  constructor(reader: ByteReader, first: Uint8Array) {
    this.#reader = reader;
    this.trailer = first;
  }

  async *body(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for (;;) {
      const more = await this.#reader.some(SLICE_BYTES);
      if (!more) return;
      const bytes = concat(this.trailer, more);
      const kept = Math.max(0, bytes.length - 8);
      this.trailer = bytes.subarray(kept);
      this.given += kept;
      if (kept > 0) yield bytes.subarray(0, kept);
    }
  }
}

function blockHeader(length: number, final: boolean): Uint8Array {
  const [low, high] = [length & 255, length >> 8];
  return Uint8Array.of(final ? 1 : 0, low, high, low ^ 255, high ^ 255);
}

/** Checksum and length, each modulo 2^32, least significant byte first. */
function trailer(crc: number, size: number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, crc, true);
  view.setUint32(4, size % 2 ** 32, true);
  return bytes;
}

function broken(why: string, reader: ByteReader): Refutation {
  return new Refutation("bundle-gzip", why, { offset: reader.offset });
}
