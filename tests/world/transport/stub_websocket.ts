import type http from "node:http";
import type { Duplex } from "node:stream";
import { acceptFor } from "../../../proxy/websocket/handshake.ts";
import { OPCODE, writeFrame } from "../../../proxy/websocket/frame.ts";
import {
  type Message,
  MessageReader,
} from "../../../proxy/websocket/message_reader.ts";
import { startStub, type StubUpstream } from "./stub_upstream.ts";

/** One WebSocket of a test's provider. */
export interface StubSocket {
  say(text: string): void;
}

export interface SocketProvider extends StubUpstream {
  /** Every byte that came after the handshakes, in order. */
  readonly received: () => Uint8Array;
  readonly messages: readonly Message[];
  /** The fields of each handshake. */
  readonly asked: () => readonly http.IncomingHttpHeaders[];
}

/** A provider that speaks WebSocket and answers each text so. */
export async function startSocketStub(
  answer: (text: string, socket: StubSocket) => void,
  { headers = [] }: { readonly headers?: readonly string[] } = {},
): Promise<SocketProvider> {
  const chunks: Uint8Array[] = [];
  const messages: Message[] = [];
  const asked: http.IncomingHttpHeaders[] = [];
  const stub = await startStub((_, response) => {
    response.statusCode = 404;
    response.end('{"error":{"message":"no such socket"}}');
  });
  stub.server.on("upgrade", (request: http.IncomingMessage, socket: Duplex) => {
    socket.on("error", () => {});
    asked.push(request.headers);
    const key = request.headers["sec-websocket-key"] ?? "";
    socket.write(
      [
        "HTTP/1.1 101 Switching Protocols",
        "Upgrade: websocket",
        "Connection: Upgrade",
        `Sec-WebSocket-Accept: ${acceptFor(key)}`,
        ...headers,
        "\r\n",
      ].join("\r\n"),
    );
    const reader = new MessageReader({ masked: true, maxBytes: 2 ** 26 });
    const own: StubSocket = {
      say: (text) => {
        const payload = new TextEncoder().encode(text);
        socket.write(writeFrame({ fin: true, opcode: OPCODE.text, payload }));
      },
    };
    socket.on("data", (chunk: Uint8Array) => {
      chunks.push(new Uint8Array(chunk));
      for (const message of reader.push(new Uint8Array(chunk))) {
        messages.push(message);
        if (message.kind === "text") {
          answer(new TextDecoder().decode(message.bytes), own);
        }
        if (message.kind === "ping") {
          const pong = { opcode: OPCODE.pong, payload: message.bytes };
          socket.write(writeFrame({ fin: true, ...pong }));
        }
        if (message.kind === "close") {
          const payload = new Uint8Array([3, 232]);
          socket.end(writeFrame({ fin: true, opcode: OPCODE.close, payload }));
        }
      }
    });
    socket.on("end", () => socket.end());
  });
  const received = () => {
    const all = chunks.flatMap((chunk) => [...chunk]);
    return Uint8Array.from(all);
  };
  return { ...stub, received, messages, asked: () => asked };
}
