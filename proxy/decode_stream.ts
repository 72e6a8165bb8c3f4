import type { Transform } from "node:stream";
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from "node:zlib";

type Bytes = Uint8Array<ArrayBuffer>;

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** Can {@link decodeStream} take these content codings off? */
export function canDecode(codings: readonly string[]): boolean {
  return codings.every((coding) => Object.hasOwn(DECODERS, coding));
}

/** Takes content codings off an answer, chunk by chunk, with back-pressure. */
export async function* decodeStream(
  source: AsyncIterable<Bytes>,
  codings: readonly string[],
): AsyncGenerator<Bytes> {
  const [last, ...rest] = codings.toReversed();
  if (last === undefined) return yield* source;
  yield* decodeStream(decodeOne(source, DECODERS[last]!()), rest.toReversed());
}

async function* decodeOne(
  source: AsyncIterable<Bytes>,
  decoder: Transform,
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

async function feed(
  source: AsyncIterable<Bytes>,
  decoder: Transform,
): Promise<void> {
  for await (const chunk of source) {
    if (decoder.destroyed) return;
    await new Promise<void>((resolve, reject) =>
      decoder.write(chunk, (error) => error ? reject(error) : resolve())
    );
  }
  decoder.end();
}
