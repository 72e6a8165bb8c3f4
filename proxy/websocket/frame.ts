type Bytes = Uint8Array<ArrayBuffer>;

/** What a frame is (RFC 6455 §5.2). */
export const OPCODE = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
} as const;

export type Opcode = typeof OPCODE[keyof typeof OPCODE];

/** One frame, its mask taken off. */
export interface Frame {
  /** Whether its message ends with it. */
  readonly fin: boolean;
  readonly opcode: Opcode;
  readonly payload: Bytes;
}

/** Whether frames of this kind stand between those of a message. */
export function isControl(opcode: Opcode): boolean {
  return opcode >= OPCODE.close;
}

/**
 * The bytes of a frame, its length in the fewest bytes.
 *
 * @param mask Four bytes, which a client must and a server must not give.
 */
export function writeFrame(
  { fin, opcode, payload }: Frame,
  mask?: Bytes,
): Bytes {
  const extended = extendedLength(payload.length);
  const from = 2 + extended.length + (mask?.length ?? 0);
  const bytes = new Uint8Array(from + payload.length);
  bytes[0] = (fin ? 0x80 : 0) | opcode;
  bytes[1] = (mask ? 0x80 : 0) | shortLength(payload.length);
  bytes.set(extended, 2);
  bytes.set(payload, from);
  if (mask) {
    bytes.set(mask, 2 + extended.length);
    applyMask(bytes.subarray(from), mask);
  }
  return bytes;
}

/** Puts a mask on, or takes it off (RFC 6455 §5.3), in place. */
export function applyMask(payload: Bytes, mask: Bytes): void {
  for (let at = 0; at < payload.length; at++) {
    payload[at]! ^= mask[at & 3]!;
  }
}

function shortLength(length: number): number {
  if (length < 126) return length;
  return length < 0x10000 ? 126 : 127;
}

function extendedLength(length: number): Bytes {
  if (length < 126) return new Uint8Array();
  const bytes = new Uint8Array(length < 0x10000 ? 2 : 8);
  const view = new DataView(bytes.buffer);
  if (bytes.length === 2) view.setUint16(0, length);
  else view.setBigUint64(0, BigInt(length));
  return bytes;
}
