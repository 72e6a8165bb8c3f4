import {
  brotliCompressSync,
  constants,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";

import { frame } from "../proxy/websocket/frames.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Content-codings in which agents send bodies. */
export const ENCODINGS: Readonly<Record<string, (body: Bytes) => Bytes>> = {
  identity: (body) => body,
  gzip: (body) => new Uint8Array(gzipSync(body, { level: 1 })),
  deflate: (body) => new Uint8Array(deflateSync(body, { level: 1 })),
  br: (body) =>
    new Uint8Array(brotliCompressSync(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
    })),
  zstd: (body) => new Uint8Array(zstdCompressSync(body)),
};

/** A body on its way, and the header fields that say how long it is. */
export interface Sending {
  readonly body: Bytes | ReadableStream<Bytes>;
  readonly headers: Readonly<Record<string, string>>;
  /** The same over a WebSocket. */
  readonly frames?: readonly Bytes[];
}

/** What the proxy's door makes of the ways in which a body is transferred. */
export const TRANSFERS: Readonly<Record<string, (body: Bytes) => Sending>> = {
  "content-length": (body) => ({
    body,
    headers: { "content-length": `${body.length}` },
  }),
  // To what stands behind the door, both are pieces of a body of unknown length.
  "chunked or HTTP/2": (body) => ({
    body: ReadableStream.from(inPieces(body, 997)),
    headers: {},
  }),
};

/** The ways in which a WebSocket's client sends a message. */
export const FRAMINGS: Readonly<Record<string, (body: Bytes) => Sending>> = {
  "text message": (body) => framed(body, [frame("text", body)]),
  "message in parts": (body) => framed(body, inParts(body)),
  "binary message": (body) => framed(body, [frame("binary", body)]),
};

function framed(body: Bytes, frames: readonly Bytes[]): Sending {
  return { body, headers: {}, frames };
}

function inParts(body: Bytes): readonly Bytes[] {
  const pieces = [...inPieces(body, 997)];
  return pieces.map((piece, nth) =>
    frame(nth === 0 ? "text" : "continuation", piece, {
      fin: nth === pieces.length - 1,
    })
  );
}

function* inPieces(body: Bytes, size: number): Generator<Bytes> {
  for (let at = 0; at < body.length; at += size) {
    yield body.slice(at, at + size);
  }
}
