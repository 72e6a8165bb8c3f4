import { concat } from "../read_body.ts";
import {
  applyMask,
  type Frame,
  isControl,
  OPCODE,
  type Opcode,
} from "./frame.ts";
import { WebSocketFault } from "./websocket_fault.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface FrameReaderOptions {
  /** Frames of a client are masked, frames of a server are not (RFC 6455 §5.1). */
  readonly masked: boolean;
  /** Bounds one frame's payload; a longer one is refused before it is read. */
  readonly maxBytes: number;
}

/** What a frame's first bytes say of the rest. */
interface Head {
  readonly fin: boolean;
  readonly opcode: Opcode;
  /** Bytes before the payload, mask included. */
  readonly size: number;
  readonly length: number;
}

const KNOWN: ReadonlySet<number> = new Set(Object.values(OPCODE));
const SHORTEST = 2;
const MASK_BYTES = 4;
const MAX_CONTROL_BYTES = 125;

/** Cuts a connection's bytes into frames, strictly (RFC 6455 §5.2). */
export class FrameReader {
  readonly #options: FrameReaderOptions;
  #parts: Bytes[] = [];
  #size = 0;
  /** Bytes without which the next step cannot be made. */
  #needed = SHORTEST;

  constructor(options: FrameReaderOptions) {
    this.#options = options;
  }

  /**
   * Takes the next bytes and gives the frames that are complete now.
   *
   * @throws {WebSocketFault} where a frame is not one, after those before it
   */
  *push(chunk: Bytes): Generator<Frame> {
    this.#parts.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#needed) return;
    let rest = concat(this.#parts);
    for (;;) {
      const head = this.#head(rest);
      this.#needed = typeof head === "number" ? head : head.size + head.length;
      if (typeof head === "number" || rest.length < this.#needed) break;
      const end = this.#needed;
      this.#needed = SHORTEST;
      yield this.#frame(head, rest.slice(0, end));
      rest = rest.subarray(end);
    }
    this.#parts = [rest.slice()];
    this.#size = rest.length;
  }

  /** The head that these bytes begin with, or how many are needed to read on. */
  #head(bytes: Bytes): Head | number {
    if (bytes.length < SHORTEST) return SHORTEST;
    const [first, second] = bytes as unknown as [number, number];
    this.#check(first, second);
    const short = second & 0x7f;
    const extended = short === 127 ? 8 : short === 126 ? 2 : 0;
    const size = SHORTEST + extended +
      (this.#options.masked ? MASK_BYTES : 0);
    if (bytes.length < SHORTEST + extended) return SHORTEST + extended;
    const length = extended === 0 ? short : longLength(bytes, extended);
    if (length > this.#options.maxBytes) throw tooLarge(this.#options.maxBytes);
    const opcode = (first & 0x0f) as Opcode;
    return { fin: (first & 0x80) !== 0, opcode, size, length };
  }

  #check(first: number, second: number): void {
    const opcode = first & 0x0f;
    if ((first & 0x70) !== 0) throw broken("a frame uses an extension");
    if (!KNOWN.has(opcode)) throw broken("a frame is of no known kind");
    if (((second & 0x80) !== 0) !== this.#options.masked) {
      throw broken(
        this.#options.masked ? "a frame has no mask" : "a frame has a mask",
      );
    }
    if (!isControl(opcode as Opcode)) return;
    if ((first & 0x80) === 0) throw broken("a control frame is in parts");
    if ((second & 0x7f) > MAX_CONTROL_BYTES) {
      throw broken("a control frame is too long");
    }
  }

  #frame({ fin, opcode, size }: Head, bytes: Bytes): Frame {
    const payload = bytes.subarray(size);
    if (this.#options.masked) {
      applyMask(payload, bytes.slice(size - MASK_BYTES, size));
    }
    return { fin, opcode, payload };
  }
}

function longLength(bytes: Bytes, extended: 2 | 8): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = extended === 2
    ? view.getUint16(SHORTEST)
    : Number(view.getBigUint64(SHORTEST));
  if (length < (extended === 2 ? 126 : 0x10000) || length >= 2 ** 63) {
    throw broken("a frame's length is not written in the fewest bytes");
  }
  return length;
}

function broken(problem: string): WebSocketFault {
  return new WebSocketFault(1002, problem);
}

function tooLarge(maxBytes: number): WebSocketFault {
  return new WebSocketFault(
    1009,
    `a frame is over the limit: ${maxBytes} bytes`,
    "Raise `max_body_mib`, or send less at a time",
  );
}
