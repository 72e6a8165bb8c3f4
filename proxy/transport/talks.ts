import type net from "node:net";
import { reportFailure } from "../failure.ts";
import { refusal } from "../refusal.ts";
import {
  openConversation,
  type Opened,
  type OpenOptions,
  type Talk,
} from "../websocket/open_conversation.ts";
import { socketWire } from "./socket_wire.ts";
import { responseHead, writeResponse } from "./write_response.ts";

/** The WebSockets that are open. */
export class Talks {
  /** With what resolves at their ends. */
  readonly #open = new Map<Talk, Promise<void>>();

  /**
   * Carries a WebSocket from its handshake to its end. Whatever fails in the
   * handshake is answered, as `failClosed()` answers a request.
   */
  async open(
    request: Request,
    { client, context }: {
      readonly client: net.Socket;
      readonly context: Omit<OpenOptions, "mask">;
    },
  ): Promise<void> {
    const opened = await greet(request, context);
    if (opened instanceof Response) return await writeResponse(client, opened);
    const fields = [
      ["upgrade", "websocket"],
      ["connection", "Upgrade"],
      ...opened.headers,
    ] as const;
    client.write(responseHead(101, fields));
    const talk = opened.talk(socketWire(client));
    const over = talk.run();
    this.#open.set(talk, over);
    await over;
    this.#open.delete(talk);
  }

  /** Ends those whose bytes pass unread. */
  cutBlind(): void {
    for (const [talk] of this.#open) if (talk.isBlind) void talk.leave();
  }

  /** Ends all; resolves when they have ended. */
  async close(): Promise<void> {
    const open = [...this.#open];
    for (const [talk] of open) void talk.leave();
    await Promise.all(open.map(([, over]) => over));
  }
}

async function greet(
  request: Request,
  context: Omit<OpenOptions, "mask">,
): Promise<Opened | Response> {
  const mask = () => crypto.getRandomValues(new Uint8Array(4));
  try {
    return await openConversation(request, { ...context, mask });
  } catch (error) {
    const problem = await reportFailure(error, context);
    return refusal(problem, context.provider.errors);
  }
}
