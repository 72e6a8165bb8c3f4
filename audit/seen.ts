import { MANIFEST, MANIFEST_SSHSIG } from "./bundle_manifest.ts";
import { parseCheckpoint, type SignedCheckpoint } from "./checkpoint.ts";
import { gunzip } from "./gzip.ts";
import { MAX_RECEIPT_BYTES, parseReceipt } from "./receipt.ts";
import { Refutation } from "./refutation.ts";
import { untar } from "./tar.ts";

/**
 * The checkpoint in a note, a receipt or a bundle, whatever the bytes are.
 *
 * Reads no further than to it, and does not check its signature.
 */
export async function checkpointIn(
  chunks: AsyncIterable<Uint8Array>,
): Promise<SignedCheckpoint | undefined> {
  const [first, all] = await opened(chunks);
  const isZipped = first[0] === 0x1f && first[1] === 0x8b;
  const text = isZipped ? await inBundle(all) : await textIn(all);
  if (text === undefined) return undefined;
  // A head in its slot is followed by line feeds.
  const note = parseReceipt(text)?.checkpoint ?? text.replace(/\n+$/, "\n");
  return parseCheckpoint(note);
}

/** The first chunk, and all of them. */
async function opened(
  chunks: AsyncIterable<Uint8Array>,
): Promise<[Uint8Array, AsyncIterable<Uint8Array>]> {
  const iterator = chunks[Symbol.asyncIterator]();
  const { value: first = new Uint8Array() } = await iterator.next();
  const all = async function* () {
    yield first;
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  return [first, all()];
}

async function inBundle(
  chunks: AsyncIterable<Uint8Array>,
): Promise<string | undefined> {
  try {
    for await (const { path, content } of untar(gunzip(chunks))) {
      if (path === "checkpoint") return await textIn(content);
      if (path !== MANIFEST && path !== MANIFEST_SSHSIG) return undefined;
    }
  } catch (error) {
    if (!(error instanceof Refutation)) throw error;
  }
  return undefined;
}

async function textIn(
  chunks: AsyncIterable<Uint8Array>,
): Promise<string | undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text = "";
  try {
    for await (const chunk of chunks) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > MAX_RECEIPT_BYTES) return undefined;
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
