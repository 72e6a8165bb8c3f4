import http from "node:http";
import type { Duplex } from "node:stream";
import type { Outgoing } from "../exchange.ts";
import { acceptFor } from "../websocket/handshake.ts";
import type { Greeting } from "../websocket/open_conversation.ts";
import { bodyStream } from "./body_stream.ts";
import type { Means } from "./exchange_once.ts";
import { answerHeaders, requestFields } from "./header_fields.ts";
import { watchIdle } from "./idle_watch.ts";
import { printable } from "./printable.ts";
import { socketWire } from "./socket_wire.ts";
import { upstreamError } from "./upstream_error.ts";

/**
 * Asks a provider for a WebSocket, offering no extension.
 *
 * @throws {UpstreamError} when it does not answer, or not as RFC 6455 has it
 */
export function connectWebSocket(
  { host, path, headers, signal }: Outgoing,
  { agent, authority, headerTimeoutMs, idleTimeoutMs }: Means,
): Promise<Greeting> {
  const { promise, resolve, reject } = Promise.withResolvers<Greeting>();
  if (signal.aborted) throw upstreamError(host, signal.reason);
  const key = nonce();
  const request = http.request({
    agent,
    path: printable(path),
    headers: { ...requestFields(headers, authority), ...asking(key) },
    setHost: false,
  });
  const failed = (cause: unknown) => upstreamError(host, cause);
  const watch = watchIdle(
    headerTimeoutMs,
    () => request.destroy(new Error("it took too long to answer")),
  );
  const hangUp = () => request.destroy(new Error("the client is gone"));
  signal.addEventListener("abort", hangUp);
  const settled = () => {
    watch.stop();
    signal.removeEventListener("abort", hangUp);
  };
  request.once("response", (answer) => {
    settled();
    const body = bodyStream(answer, { idleTimeoutMs, failed });
    const { statusCode: status, rawHeaders } = answer;
    resolve({ status: status!, headers: answerHeaders(rawHeaders), body });
  });
  request.once("upgrade", (answer, socket: Duplex, first: Uint8Array) => {
    settled();
    socket.pause();
    const agreed = answerHeaders(answer.rawHeaders);
    const fault = faultOf(agreed, key);
    if (fault) {
      socket.destroy();
      return reject(failed(new Error(fault)));
    }
    if (first.length > 0) socket.unshift(first);
    signal.addEventListener("abort", () => socket.destroy());
    const wire = socketWire(socket);
    resolve({ status: 101, headers: agreed, body: null, wire });
  });
  request.once("error", (cause) => {
    settled();
    reject(failed(cause));
  });
  request.end();
  return promise;
}

function asking(key: string): Record<string, string> {
  return {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-key": key,
    "sec-websocket-version": "13",
  };
}

/** What is wrong with the answer; `undefined` if nothing (RFC 6455 §4.1). */
function faultOf(agreed: Headers, key: string): string | undefined {
  if (agreed.get("sec-websocket-accept") !== acceptFor(key)) {
    return "its handshake does not fit the question";
  }
  return agreed.has("sec-websocket-extensions")
    ? "it uses an extension that nobody offered"
    : undefined;
}

function nonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes));
}
