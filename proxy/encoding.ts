import {
  brotliDecompressSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from "node:zlib";
import { RefusalError } from "./errors.ts";
import { concat } from "./read_body.ts";
import { zstdFrames } from "./zstd_frames.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Decode = (
  bytes: Bytes,
  options: { readonly maxOutputLength: number; readonly info: true },
) => unknown;

const TOO_LARGE = "ERR_BUFFER_TOO_LARGE";

/** The content codings that can be read (RFC 9110 §8.4.1, RFC 8878, RFC 7932). */
const DECODERS: Readonly<Record<string, readonly Decode[]>> = {
  gzip: [gunzipSync],
  "x-gzip": [gunzipSync],
  // RFC 9110 means zlib; some senders mean the bare stream.
  deflate: [inflateSync, inflateRawSync],
  br: [whole(brotliDecompressSync)],
  zstd: [unpackZstd],
};

/**
 * The same for a decoder that takes half a stream for a whole one.
 *
 * With a byte more than there is, a decoder that has come to the end leaves
 * that byte unread, and one that has not takes it.
 */
function whole(decode: Decode): Decode {
  return (bytes, options) => {
    const longer = new Uint8Array(bytes.length + 1);
    longer.set(bytes);
    return decode(longer, options);
  };
}

/** All frames, whose number depends on the encoder; the runtime reads but the first. */
function unpackZstd(
  bytes: Bytes,
  { maxOutputLength }: { readonly maxOutputLength: number },
): unknown {
  let left = maxOutputLength;
  const parts = zstdFrames(bytes).map((frame) => {
    const part = zstdDecompressSync(frame, { maxOutputLength: left + 1 });
    left -= part.length;
    if (left < 0) throw Object.assign(new RangeError(), { code: TOO_LARGE });
    return new Uint8Array(part);
  });
  return { buffer: concat(parts), engine: { bytesWritten: bytes.length } };
}

/** The codings of a `content-encoding` field, in the order they were applied. */
export function codingsOf(field: string | null): readonly string[] {
  return (field ?? "").toLowerCase().split(",").map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
}

/**
 * Takes off the given codings.
 *
 * Never makes more than `maxBytes`, and takes no byte that it did not read: a
 * body that goes on after its compressed part is refused.
 *
 * @throws {RefusalError} with code `body`
 */
export function decodeBody(
  bytes: Bytes,
  { codings, maxBytes }: {
    readonly codings: readonly string[];
    readonly maxBytes: number;
  },
): Bytes {
  if (codings.length > 3) {
    throw RefusalError.body(
      "it is encoded too many times",
      "Send it with one content-encoding at most",
    );
  }
  return codings.toReversed().reduce(
    (at, coding) => decodeOnce(at, { coding, maxBytes }),
    bytes,
  );
}

function decodeOnce(
  bytes: Bytes,
  { coding, maxBytes }: { coding: string; maxBytes: number },
): Bytes {
  const decoders = DECODERS[coding];
  if (decoders === undefined) {
    throw RefusalError.body(
      `its content-encoding is unknown: ${coding.slice(0, 40)}`,
      "Send it as identity, gzip, deflate, br or zstd",
    );
  }
  let failure: unknown;
  for (const decode of decoders) {
    try {
      return run(bytes, { decode, maxBytes });
    } catch (error) {
      failure ??= error;
    }
  }
  throw refusal(failure, coding);
}

function run(
  bytes: Bytes,
  { decode, maxBytes }: { decode: Decode; maxBytes: number },
): Bytes {
  const { buffer, engine } = decode(bytes, {
    maxOutputLength: maxBytes,
    info: true,
  }) as { buffer: Bytes; engine: { bytesWritten: number } };
  if (engine.bytesWritten !== bytes.length) {
    throw new RangeError("bytes after the end");
  }
  if (buffer.length === 0 && bytes.length > 0) throw new RangeError("cut off");
  return buffer;
}

function refusal(cause: unknown, coding: string): RefusalError {
  const isTooLarge = (cause as { code?: string }).code === TOO_LARGE;
  return isTooLarge
    ? RefusalError.body(
      `it decodes to more than the limit: ${coding}`,
      "Raise `max_body_mib`, or send less at a time",
    )
    : RefusalError.body(
      `its ${coding} data is damaged`,
      "Send it again",
      cause,
    );
}
