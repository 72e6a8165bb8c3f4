import { RefusalError } from "./errors.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Reads a request's whole body, and not one byte more than `maxBytes` of it.
 *
 * @throws {RefusalError} with code `body`
 */
export async function readBody(
  request: Request,
  maxBytes: number,
): Promise<Bytes> {
  if (request.body === null) return new Uint8Array();
  const declared = Number(request.headers.get("content-length") ?? Infinity);
  if (declared > maxBytes && declared < Infinity) throw tooLarge(maxBytes);
  try {
    if (declared <= maxBytes) return await request.bytes();
    return await readAll(request.body, maxBytes);
  } catch (cause) {
    if (cause instanceof RefusalError) throw cause;
    throw RefusalError.body("it ended too early", "Send it again", cause);
  }
}

async function readAll(
  body: ReadableStream<Bytes>,
  maxBytes: number,
): Promise<Bytes> {
  const chunks: Bytes[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return concat(chunks);
}

/** The chunks, one after the other; the chunk itself if there is one only. */
export function concat(chunks: readonly Bytes[]): Bytes {
  if (chunks.length === 1) return chunks[0]!;
  const all = new Uint8Array(
    chunks.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function tooLarge(maxBytes: number): RefusalError {
  return RefusalError.body(
    `it is over the limit: ${maxBytes} bytes`,
    "Raise `max_body_mib`, or send less at a time",
  );
}
