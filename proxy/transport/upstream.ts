import type { Forward, Incoming, Outgoing, Prepare } from "../exchange.ts";
import type { Greeting } from "../websocket/open_conversation.ts";
import { connectWebSocket } from "./connect_websocket.ts";
import {
  type Exchange,
  exchangeOnce,
  StaleConnection,
} from "./exchange_once.ts";
import type { SecureWay } from "./open_socket.ts";
import type { Target } from "./target.ts";
import { TargetAgent } from "./target_agent.ts";

/** How to reach a provider, and how long to wait for it. */
export interface UpstreamOptions extends SecureWay {
  /** From the end of the request to the answer's head. */
  readonly headerTimeoutMs: number;
  /** Between two pieces of an answer's body. */
  readonly idleTimeoutMs: number;
}

/** A provider's connections. */
export interface Upstream {
  /** The value of the `Host` field that it is sent. */
  readonly authority: string;
  readonly forward: Forward;
  /** Has effect while a connection is free: none is made for it. */
  readonly prepare: Prepare;
  /** Asks for a WebSocket, on a connection of its own. */
  readonly connect: (outgoing: Outgoing) => Promise<Greeting>;
  /** Ends idle connections; those in use end with their answers. */
  close(): void;
}

/**
 * Connects a host's requests to its target, keeping connections alive.
 *
 * A request goes out once. It is sent a second time, over a new connection,
 * only when the one it was given had died while idle, no answer had begun, and
 * either nothing was written or the method may be repeated (RFC 9110 §9.2.2).
 */
export function forwardTo(target: Target, options: UpstreamOptions): Upstream {
  const kept = new TargetAgent(target, options, { keepAlive: true });
  const lone = new TargetAgent(target, options, { keepAlive: false });
  const { authority } = target;
  const given = { authority, ...options };
  const prepared = new WeakMap<Outgoing, Exchange>();
  const begin = (outgoing: Outgoing, agent: TargetAgent) =>
    exchangeOnce(outgoing, { ...given, agent });
  const prepare = (outgoing: Outgoing) => {
    if (!kept.hasFree) return () => {};
    const exchange = begin(outgoing, kept);
    prepared.set(outgoing, exchange);
    return () => {
      if (prepared.delete(outgoing)) exchange.drop();
    };
  };
  const forward = async (outgoing: Outgoing): Promise<Incoming> => {
    try {
      const exchange = prepared.get(outgoing) ?? begin(outgoing, kept);
      prepared.delete(outgoing);
      return await exchange.send();
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
      return await begin(outgoing, lone).send();
    }
  };
  const connect = (outgoing: Outgoing) =>
    connectWebSocket(outgoing, { ...given, agent: lone });
  return { authority, forward, prepare, connect, close: () => kept.destroy() };
}
