import { decodeUtf8 } from "../utf8.ts";
import { type Frame, OPCODE } from "./frame.ts";
import { FrameReader, type FrameReaderOptions } from "./frame_reader.ts";
import { WebSocketFault } from "./websocket_fault.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What one peer says to the other, whole. */
export type Message =
  /** UTF-8, as was checked. */
  | { readonly kind: "text"; readonly bytes: Bytes }
  | { readonly kind: "binary"; readonly bytes: Bytes }
  | { readonly kind: "ping" | "pong"; readonly bytes: Bytes }
  | {
    readonly kind: "close";
    /** `undefined` when the frame says none. */
    readonly code: number | undefined;
    readonly reason: Bytes;
  };

/**
 * Joins the frames of one side to messages.
 *
 * Control frames are given at once, also between the parts of a message. What
 * comes after a Close is not read.
 */
export class MessageReader {
  readonly #frames: FrameReader;
  readonly #maxBytes: number;
  #kind: "text" | "binary" | undefined;
  /** The message's parts so far, and room for more. */
  #joined: Bytes = new Uint8Array();
  #size = 0;
  #isClosed = false;

  /** `maxBytes` bounds a frame and a message. */
  constructor(options: FrameReaderOptions) {
    this.#frames = new FrameReader(options);
    this.#maxBytes = options.maxBytes;
  }

  /** Takes the next bytes and gives the messages that are complete now. */
  *push(chunk: Bytes): Generator<Message> {
    if (this.#isClosed) return;
    for (const frame of this.#frames.push(chunk)) {
      const message = this.#message(frame);
      if (message) yield message;
      if (this.#isClosed) return;
    }
  }

  #message({ fin, opcode, payload }: Frame): Message | undefined {
    switch (opcode) {
      case OPCODE.ping:
        return { kind: "ping", bytes: payload };
      case OPCODE.pong:
        return { kind: "pong", bytes: payload };
      case OPCODE.close:
        this.#isClosed = true;
        return closing(payload);
      case OPCODE.text:
      case OPCODE.binary:
        if (this.#kind) throw disorder("a message begins inside another");
        this.#kind = opcode === OPCODE.text ? "text" : "binary";
        return this.#part(payload, fin);
      case OPCODE.continuation:
        if (!this.#kind) throw disorder("a frame continues no message");
        return this.#part(payload, fin);
    }
  }

  #part(payload: Bytes, fin: boolean): Message | undefined {
    if (this.#size + payload.length > this.#maxBytes) {
      throw new WebSocketFault(
        1009,
        `a message is over the limit: ${this.#maxBytes} bytes`,
        "Raise `max_body_mib`, or send less at a time",
      );
    }
    if (!fin) return this.#keep(payload);
    const kind = this.#kind!;
    const bytes = this.#size === 0 ? payload : this.#take(payload);
    this.#kind = undefined;
    if (kind === "text" && decodeUtf8(bytes) === undefined) throw notText();
    return { kind, bytes };
  }

  /** Keeps a part where there is room, of which there is always twice as much. */
  #keep(part: Bytes): undefined {
    const size = this.#size + part.length;
    if (size > this.#joined.length) {
      const wider = new Uint8Array(Math.max(1024, 2 * size));
      wider.set(this.#joined.subarray(0, this.#size));
      this.#joined = wider;
    }
    this.#joined.set(part, this.#size);
    this.#size = size;
  }

  #take(last: Bytes): Bytes {
    this.#keep(last);
    const whole = this.#joined.subarray(0, this.#size);
    this.#joined = new Uint8Array();
    this.#size = 0;
    return whole;
  }
}

/** Reads a Close frame's payload (RFC 6455 §5.5.1, §7.4). */
function closing(payload: Bytes): Message {
  if (payload.length === 0) {
    return { kind: "close", code: undefined, reason: payload };
  }
  const code = payload.length === 1 ? 0 : payload[0]! << 8 | payload[1]!;
  if (!maySend(code)) throw disorder("a Close frame has no valid code");
  const reason = payload.subarray(2);
  if (decodeUtf8(reason) === undefined) throw notText();
  return { kind: "close", code, reason };
}

/** Whether a code may stand in a Close frame: registered, or an application's. */
function maySend(code: number): boolean {
  return code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code) ||
    code >= 3000 && code <= 4999;
}

function disorder(problem: string): WebSocketFault {
  return new WebSocketFault(1002, problem);
}

function notText(): WebSocketFault {
  return new WebSocketFault(1007, "a text is not UTF-8", "Send it as UTF-8");
}
