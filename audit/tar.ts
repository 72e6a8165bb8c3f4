import { ByteReader } from "./byte_reader.ts";
import { isSame } from "./bytes.ts";
import { Refutation } from "./refutation.ts";

const BLOCK = 512;
const LATIN1 = new TextDecoder("latin1");

/** A file on its way into an archive. */
export interface TarSource {
  /** At most 99 bytes of ASCII. */
  readonly path: string;
  /** How many bytes `content` will give. */
  readonly size: number;
  readonly content: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** A file on its way out of an archive: take its content before the next one. */
export interface TarEntry {
  readonly path: string;
  readonly size: number;
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Writes a ustar archive of plain files: mode 0644, owner 0, time 0.
 *
 * The same files give the same bytes, and `tar --format=ustar` gives them too.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
 */
export async function* tar(
  files: Iterable<TarSource>,
): AsyncGenerator<Uint8Array> {
  for (const { path, size, content } of files) {
    yield tarHeader(path, size);
    yield* content();
    yield new Uint8Array(padding(size));
  }
  yield new Uint8Array(2 * BLOCK);
}

/**
 * Reads an archive that `tar` wrote, file by file, and nothing else.
 *
 * Each header must be, byte for byte, the one that its path and size give; so
 * links, devices, other modes and other dialects are refused without being
 * named. Nothing is ever written. Throws `Refutation`.
 */
export async function* untar(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<TarEntry> {
  const reader = new ByteReader(chunks);
  try {
    for (;;) {
      const header = await reader.exactly(BLOCK);
      if (isZero(header)) break;
      const { path, size } = readHeader(header, reader);
      const content = contentOf(reader, path, size);
      yield { path, size, content };
      await drain(content);
      await expectZeros(reader, padding(size));
    }
    await expectZeros(reader, BLOCK);
    if (await reader.some(1)) throw broken("bytes follow its end", reader);
  } finally {
    await reader.cancel();
  }
}

/** The 512 bytes that stand before a file. */
export function tarHeader(path: string, size: number): Uint8Array {
  const header = new Uint8Array(BLOCK);
  const put = (at: number, ascii: string) => {
    for (let i = 0; i < ascii.length; i++) header[at + i] = ascii.charCodeAt(i);
  };
  put(0, path);
  put(100, "0000644\0" + "0000000\0" + "0000000\0");
  put(124, octal(size) + "\0" + octal(0) + "\0");
  put(148, " ".repeat(8) + "0");
  put(257, "ustar\0" + "00");
  put(329, "0000000\0" + "0000000\0");
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += header[i]!;
  put(148, sum.toString(8).padStart(6, "0") + "\0 ");
  return header;
}

function readHeader(
  header: Uint8Array,
  reader: ByteReader,
): { readonly path: string; readonly size: number } {
  const text = LATIN1.decode(header);
  const path = text.slice(0, 100).split("\0")[0] as string;
  const size = Number.parseInt(text.slice(124, 135), 8);
  const right = Number.isSafeInteger(size) && path.length < 100 &&
    path !== "" && /^[\x21-\x7e]+$/.test(path) &&
    isSame(tarHeader(path, size), header);
  if (!right) throw broken("a file header is not as it must be", reader);
  return { path, size };
}

async function* contentOf(
  reader: ByteReader,
  path: string,
  size: number,
): AsyncGenerator<Uint8Array> {
  for (let left = size; left > 0;) {
    const bytes = await reader.some(left);
    if (!bytes) throw broken(`it ends inside ${path}`, reader);
    left -= bytes.length;
    yield bytes;
  }
}

async function drain(content: AsyncIterator<Uint8Array>): Promise<void> {
  while (!(await content.next()).done);
}

async function expectZeros(reader: ByteReader, count: number): Promise<void> {
  const bytes = await reader.exactly(count);
  if (bytes.length < count || !isZero(bytes)) {
    throw broken("padding is missing or not zero", reader);
  }
}

function isZero(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}

function padding(size: number): number {
  return (BLOCK - size % BLOCK) % BLOCK;
}

function octal(size: number): string {
  return size.toString(8).padStart(11, "0");
}

function broken(why: string, reader: ByteReader): Refutation {
  return new Refutation("bundle-tar", why, { offset: reader.offset });
}
