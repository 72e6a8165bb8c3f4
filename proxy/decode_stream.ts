import type { Transform } from "node:stream";
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from "node:zlib";
import { type FramePiece, ZstdSplitter } from "./zstd_frames.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Chunks = AsyncIterable<Bytes>;

const DECODERS: Readonly<Record<string, (source: Chunks) => Chunks>> = {
  gzip: (source) => through(createGunzip(), source),
  "x-gzip": (source) => through(createGunzip(), source),
  deflate: (source) => through(createInflate(), source),
  br: decodeBrotli,
  zstd: decodeZstd,
};

/** Can {@link decodeStream} take these content codings off? */
export function canDecode(codings: readonly string[]): boolean {
  return codings.every((coding) => Object.hasOwn(DECODERS, coding));
}

/**
 * Takes content codings off an answer, chunk by chunk, with back-pressure.
 *
 * Throws, after all that could be read, when the data is damaged or was cut
 * off: nobody is to take half an answer for a whole one.
 */
export async function* decodeStream(
  source: Chunks,
  codings: readonly string[],
): AsyncGenerator<Bytes> {
  yield* codings.reduceRight((at, coding) => DECODERS[coding]!(at), source);
}

async function* through(
  decoder: Transform,
  source: Chunks,
): AsyncGenerator<Bytes> {
  const feeding = feed(source, decoder);
  feeding.catch((error) => decoder.destroy(error));
  try {
    for await (const chunk of decoder) yield new Uint8Array(chunk);
    await feeding;
  } finally {
    decoder.destroy();
  }
}

async function feed(source: Chunks, decoder: Transform): Promise<void> {
  for await (const chunk of source) {
    if (decoder.destroyed) return;
    await write(decoder, chunk);
  }
  decoder.end();
}

function write(decoder: Transform, chunk: Bytes): Promise<void> {
  return new Promise((resolve, reject) =>
    decoder.write(chunk, (error) => error ? reject(error) : resolve())
  );
}

/**
 * The runtime's decoder takes half a stream for a whole one. But when it has
 * come to the end, it leaves a byte unread that comes after it.
 */
async function* decodeBrotli(source: Chunks): AsyncGenerator<Bytes> {
  const decoder = createBrotliDecompress();
  const probed = async function* (): AsyncGenerator<Bytes> {
    yield* source;
    const { bytesWritten } = decoder;
    await write(decoder, new Uint8Array(1));
    if (decoder.bytesWritten > bytesWritten) throw new RangeError("cut off");
  };
  yield* through(decoder, probed());
}

/** The runtime's decoder reads but the first frame, and takes half of it for a whole one. */
async function* decodeZstd(source: Chunks): AsyncGenerator<Bytes> {
  const pieces = framePieces(source);
  for (;;) {
    const first = await pieces.next();
    if (first.done) return;
    yield* through(createZstdDecompress(), oneFrame(first.value, pieces));
  }
}

async function* framePieces(source: Chunks): AsyncGenerator<FramePiece, void> {
  const splitter = new ZstdSplitter();
  let isEmpty = true;
  for await (const chunk of source) {
    isEmpty &&= chunk.length === 0;
    yield* splitter.push(chunk);
  }
  splitter.end();
  if (isEmpty) throw new RangeError("cut off");
}

async function* oneFrame(
  first: FramePiece,
  pieces: AsyncGenerator<FramePiece, void>,
): AsyncGenerator<Bytes> {
  for (let piece: FramePiece | void = first; piece !== undefined;) {
    yield piece.bytes;
    if (piece.isLast) return;
    piece = (await pieces.next()).value;
  }
}
