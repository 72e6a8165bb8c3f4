import { OPCODE, writeFrame } from "../../../proxy/websocket/frame.ts";
import {
  type Message,
  MessageReader,
} from "../../../proxy/websocket/message_reader.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const MASK = Uint8Array.of(1, 2, 3, 4);

/** A frame of a client (masked) or a server. */
export function frame(
  kind: keyof typeof OPCODE,
  content: string | Bytes,
  { fin = true, masked = true } = {},
): Bytes {
  const payload = typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
  const whole = { fin, opcode: OPCODE[kind], payload };
  return writeFrame(whole, masked ? MASK : undefined);
}

/** A Close with a code and a reason. */
export function close(code: number, reason = "", masked = true): Bytes {
  const said = new TextEncoder().encode(reason);
  const payload = Uint8Array.from([code >> 8, code & 255, ...said]);
  return frame("close", payload, { masked });
}

export function joined(parts: readonly Bytes[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** All messages in these pieces; what the reader throws, it throws. */
export function read(
  pieces: readonly Bytes[],
  { masked = true, maxBytes = 1_000_000 } = {},
): Message[] {
  const reader = new MessageReader({ masked, maxBytes });
  return pieces.flatMap((piece) => [...reader.push(piece)]);
}

/** What a message says, to be compared. */
export function plain(message: Message): unknown {
  return message.kind === "close"
    ? [message.kind, message.code, new TextDecoder().decode(message.reason)]
    : [message.kind, [...message.bytes]];
}
