type Bytes = Uint8Array<ArrayBuffer>;

const FRAME = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const RLE = 1;
const RESERVED = 3;

/**
 * The frames of zstd data that hold something, each whole; skippable ones are
 * left out (RFC 8878 §3.1).
 *
 * @throws {RangeError} when the data is cut off, or goes on after its frames
 */
export function zstdFrames(bytes: Bytes): readonly Bytes[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const frames: Bytes[] = [];
  for (let at = 0; at < bytes.length;) {
    const magic = view.getUint32(at, true);
    const isSkippable = (magic & ~0xf) === SKIPPABLE;
    if (!isSkippable && magic !== FRAME) throw new RangeError("no frame");
    const end = isSkippable
      ? at + 8 + view.getUint32(at + 4, true)
      : frameEnd(view, at);
    if (end > bytes.length) throw new RangeError("cut off");
    if (!isSkippable) frames.push(bytes.subarray(at, end));
    at = end;
  }
  return frames;
}

/** Where the frame ends that begins `at` (RFC 8878 §3.1.1). */
function frameEnd(view: DataView, at: number): number {
  const descriptor = view.getUint8(at + 4);
  let next = at + 5 + headerRest(descriptor);
  for (let isLast = false; !isLast;) {
    const header = view.getUint16(next, true) | view.getUint8(next + 2) << 16;
    const type = header >> 1 & 3;
    if (type === RESERVED) throw new RangeError("no block");
    next += 3 + (type === RLE ? 1 : header >> 3);
    isLast = (header & 1) === 1;
  }
  const hasChecksum = (descriptor & 4) !== 0;
  return next + (hasChecksum ? 4 : 0);
}

/** Bytes between a frame's descriptor and its first block (RFC 8878 §3.1.1.1). */
function headerRest(descriptor: number): number {
  const isSingle = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3]!;
  const size = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6]!;
  return (isSingle ? 0 : 1) + dictionary + size;
}
