import { crc32 } from "node:zlib";
import { UpstreamError } from "../errors.ts";
import { concat } from "../read_body.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Two lengths and their checksum. */
export const PRELUDE_BYTES = 12;
const CRC_BYTES = 4;

/**
 * One message of an AWS event stream.
 *
 * @see https://docs.aws.amazon.com/transcribe/latest/dg/event-stream.html
 */
export interface Frame {
  /** Exactly what the provider sent. */
  readonly raw: Bytes;
  /** Encoded, as they came. */
  readonly headers: Bytes;
  readonly payload: Bytes;
}

/**
 * The length of the whole frame that begins with this prelude, in bytes.
 *
 * @throws {UpstreamError} when the prelude is damaged
 */
export function frameLength(prelude: Bytes): number {
  const view = viewOf(prelude);
  const length = view.getUint32(0);
  const isSound = view.getUint32(8) === crc32(prelude.subarray(0, 8)) &&
    length >= PRELUDE_BYTES + view.getUint32(4) + CRC_BYTES;
  if (!isSound) throw damaged();
  return length;
}

/**
 * Reads a whole frame.
 *
 * @throws {UpstreamError} when its checksum is wrong
 */
export function readFrame(raw: Bytes): Frame {
  const end = raw.length - CRC_BYTES;
  if (viewOf(raw).getUint32(end) !== crc32(raw.subarray(0, end))) {
    throw damaged();
  }
  const from = PRELUDE_BYTES + viewOf(raw).getUint32(4);
  return {
    raw,
    headers: raw.slice(PRELUDE_BYTES, from),
    payload: raw.slice(from, end),
  };
}

/** The frame of these headers and this payload, checksums and all. */
export function writeFrame(
  { headers, payload }: Pick<Frame, "headers" | "payload">,
): Bytes {
  const length = PRELUDE_BYTES + headers.length + payload.length + CRC_BYTES;
  const lengths = concat([uint32(length), uint32(headers.length)]);
  const front = concat([lengths, uint32(crc32(lengths)), headers, payload]);
  return concat([front, uint32(crc32(front))]);
}

function uint32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  viewOf(bytes).setUint32(0, value);
  return bytes;
}

function viewOf({ buffer, byteOffset, byteLength }: Bytes): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function damaged(): UpstreamError {
  return new UpstreamError(
    "unreachable",
    "Cannot read the provider's answer as a frame of it is damaged",
    { hint: "Try again" },
  );
}
