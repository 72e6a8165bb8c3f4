import type { Context } from "../../proxy/mod.ts";
import { endpointFor } from "../../proxy/providers/route.ts";
import { Conversation } from "../../proxy/websocket/conversation.ts";
import type { Wire as Side } from "../../proxy/websocket/wire.ts";
import { frame, read } from "../proxy/websocket/frames.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** One message over a WebSocket, and who answers it. */
export interface Message {
  readonly path: string;
  /** The client's, in as many as it likes. */
  readonly frames: readonly Bytes[];
  /** The provider's messages, for what it heard. */
  readonly answer: (heard: Bytes) => readonly Bytes[];
}

/** What the provider heard, and what the client was told in answer. */
export interface Exchanged {
  readonly heard: Bytes;
  readonly told: readonly Bytes[];
}

/** Sends one message through the proxy. Rejects when it is refused. */
export async function sendMessage(
  { path, frames, answer }: Message,
  context: Omit<Context, "forward">,
): Promise<Exchanged> {
  const heard = Promise.withResolvers<Bytes>();
  const answered = Promise.withResolvers<void>();
  heard.promise.catch(answered.resolve);
  const client = side(async function* () {
    yield* frames;
    await answered.promise;
  }, () => heard.reject(new Error("the message was refused")));
  const provider = side(async function* () {
    for (const each of answer(await heard.promise)) {
      yield frame("text", each, { masked: false });
    }
    answered.resolve();
  });
  const pathname = path.replace(/\?.*/s, "");
  const conversation = new Conversation({
    client: client.wire,
    provider: {
      ...provider.wire,
      async send(bytes) {
        await provider.wire.send(bytes);
        const [message] = contents(provider.sent, true);
        if (message) heard.resolve(message);
      },
    },
    context,
    pathname,
    endpoint: endpointFor(context.provider, pathname),
    mask: () => Uint8Array.of(5, 6, 7, 8),
  });
  await Promise.all([conversation.run(), heard.promise]);
  return { heard: await heard.promise, told: contents(client.sent, false) };
}

function side(
  says: () => AsyncGenerator<Bytes>,
  over: () => void = () => {},
): { readonly wire: Side; readonly sent: readonly Bytes[] } {
  const sent: Bytes[] = [];
  const send = (bytes: Bytes) => {
    sent.push(bytes);
    return Promise.resolve();
  };
  return { wire: { received: says(), send, end: over }, sent };
}

/** Of the messages among these frames that are no control frames. */
function contents(frames: readonly Bytes[], masked: boolean): Bytes[] {
  return read(frames, { masked, maxBytes: 32 << 20 }).flatMap((one) =>
    one.kind === "text" || one.kind === "binary" ? [one.bytes] : []
  );
}
