import http from "node:http";
import type { Incoming, Outgoing } from "../exchange.ts";
import { bodyStream } from "./body_stream.ts";
import { answerHeaders, requestFields } from "./header_fields.ts";
import { type IdleWatch, watchIdle } from "./idle_watch.ts";
import { printable } from "./printable.ts";
import { upstreamError } from "./upstream_error.ts";

/** The connection that a request was given had died while it was idle. */
export class StaleConnection extends Error {}

/** What one exchange needs. */
export interface Means {
  readonly agent: http.Agent;
  /** The value of the `Host` field. */
  readonly authority: string;
  readonly headerTimeoutMs: number;
  readonly idleTimeoutMs: number;
}

/** One exchange that has not begun. */
export interface Exchange {
  /**
   * Sends the request and gives the answer as soon as its head is there.
   *
   * @throws {StaleConnection} It was not sent, or may be sent again.
   * @throws {UpstreamError} For every other reason.
   */
  send(): Promise<Incoming>;
  /** Gives it up, and with it the connection that it was given, if it has it already. */
  drop(): void;
}

/**
 * Makes a request that is sent at most once. Nothing of it is written before,
 * but the agent gives it a connection now, and makes one if it has none.
 *
 * @throws {UpstreamError} The client is gone.
 */
export function exchangeOnce(outgoing: Outgoing, means: Means): Exchange {
  const { promise, resolve, reject } = Promise.withResolvers<Incoming>();
  // Without a listener until it is sent.
  promise.catch(() => {});
  const { host, signal } = outgoing;
  if (signal.aborted) throw upstreamError(host, signal.reason);
  const request = http.request({
    agent: means.agent,
    method: outgoing.method,
    path: printable(outgoing.path),
    // As a list they are written once; as an object, kept and read again first.
    headers: Object.entries(requestFields(outgoing.headers, means.authority))
      .flat(),
    setHost: false,
  });
  // Deno 2.9 would itself send a request of any method again after a reset.
  (request as { _retrying?: boolean })._retrying = true;
  const hangUp = () => request.destroy(new Error("the client is gone"));
  signal.addEventListener("abort", hangUp);
  let watch: IdleWatch | undefined;
  let writtenBefore = 0;
  request.once("socket", (s) => writtenBefore = s.bytesWritten);
  request.once("finish", () => watch?.touch());
  request.once("close", () => signal.removeEventListener("abort", hangUp));
  request.once("response", (answer) => {
    if (watch === undefined) {
      reject(new StaleConnection("it answered what it was not asked"));
      answer.on("error", () => {});
      return void request.destroy();
    }
    watch.stop();
    resolve(incoming(answer, { ...means, outgoing }));
  });
  request.on("error", (cause) => {
    watch?.stop();
    const mayRepeat = REPEATABLE.has(outgoing.method) ||
      (request.socket?.bytesWritten ?? 0) === writtenBefore;
    const stale = request.reusedSocket && mayRepeat && !signal.aborted;
    const error = upstreamError(host, cause);
    reject(stale ? new StaleConnection(error.message) : error);
  });
  return {
    send() {
      if (request.destroyed) return promise;
      watch = watchIdle(
        means.headerTimeoutMs,
        () => request.destroy(new Error("it took too long to answer")),
      );
      request.end(outgoing.body ?? undefined);
      return promise;
    },
    drop: () => void request.destroy(),
  };
}

/** Methods that ask for nothing to be done (RFC 9110 §9.2.1). */
const REPEATABLE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Answers that have no body, whatever their fields say (RFC 9110 §6.4.1). */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

function incoming(
  answer: http.IncomingMessage,
  { outgoing, idleTimeoutMs }: Means & { readonly outgoing: Outgoing },
): Incoming {
  const status = answer.statusCode!;
  const headers = answerHeaders(answer.rawHeaders);
  if (outgoing.method === "HEAD" || BODILESS.has(status)) {
    answer.resume();
    return { status, headers, body: null };
  }
  const failed = (cause: unknown) => upstreamError(outgoing.host, cause);
  return {
    status,
    headers,
    body: bodyStream(answer, { idleTimeoutMs, failed }),
  };
}
