import type { Context } from "../../../proxy/mod.ts";
import { PROVIDERS } from "../../../proxy/mod.ts";
import { endpointFor } from "../../../proxy/providers/route.ts";
import { Conversation } from "../../../proxy/websocket/conversation.ts";
import type { Message } from "../../../proxy/websocket/message_reader.ts";
import type { Wire } from "../../../proxy/websocket/wire.ts";
import { transcript } from "../transcript.ts";
import { joined, read } from "./frames.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** One end of a wire, as a test holds it. */
export interface End {
  readonly wire: Wire;
  /** What was sent to it, as bytes. */
  readonly bytes: () => Bytes;
  say(...pieces: readonly Bytes[]): Promise<void>;
  hangUp(): void;
}

function end(name: string, said: string[]): End {
  const { readable, writable } = new TransformStream<Bytes, Bytes>();
  const writer = writable.getWriter();
  const sent: Bytes[] = [];
  const hangUp = () => void writer.close().catch(() => {});
  return {
    wire: {
      received: readable,
      send(bytes) {
        sent.push(bytes);
        said.push(`to ${name}`);
        return Promise.resolve();
      },
      end: hangUp,
    },
    bytes: () => joined(sent),
    async say(...pieces) {
      for (const piece of pieces) await writer.write(piece);
      // Everything that follows from it is done when nothing is left to do.
      for (let i = 0; i < 50; i++) await Promise.resolve();
    },
    hangUp,
  };
}

/** A conversation between two ends, and a transcript of what it asked for. */
export function dialogue(
  overrides: Partial<Context> = {},
  { path = "/v1/responses" } = {},
) {
  const provider = PROVIDERS["openai"]!;
  const written = transcript({
    provider,
    host: "api.openai.com",
    ...overrides,
  });
  const ends = {
    client: end("client", written.said),
    provider: end("provider", written.said),
  };
  const conversation = new Conversation({
    client: ends.client.wire,
    provider: ends.provider.wire,
    context: written.context,
    pathname: path,
    endpoint: endpointFor(written.context.provider, path),
    mask: () => Uint8Array.of(5, 6, 7, 8),
  });
  return {
    ...written,
    ...ends,
    conversation,
    over: conversation.run(),
    heard: {
      client: () => read([ends.client.bytes()], { masked: false }),
      provider: () => read([ends.provider.bytes()]),
    },
  };
}

/** The texts among messages. */
export function texts(messages: readonly Message[]): string[] {
  return messages.flatMap((message) =>
    message.kind === "text" ? [new TextDecoder().decode(message.bytes)] : []
  );
}
