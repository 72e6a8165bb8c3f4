import type net from "node:net";
import { readProxyAnswer } from "./corporate_proxy.ts";

/**
 * Sends `asked` over a fresh connection to a corporate proxy and waits for the
 * tunnel to stand. The socket is then paused, with nothing read beyond it.
 *
 * Rejects, and ends the connection, when the proxy refuses, hangs up or takes
 * longer than `timeoutMs`.
 */
export function proxyHandshake(
  socket: net.Socket,
  { asked, timeoutMs }: {
    readonly asked: Uint8Array;
    readonly timeoutMs: number;
  },
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(
    () => socket.destroy(new Error("the proxy took too long to answer")),
    timeoutMs,
  );
  const hungUp = () => reject(new Error("the proxy hung up"));
  let seen = new Uint8Array();
  const listen = (chunk: Uint8Array) => {
    seen = new Uint8Array([...seen, ...chunk]);
    const why = faultOf(seen);
    if (why === "incomplete") return;
    socket.pause();
    why === null ? resolve() : reject(new Error(why));
  };
  socket.once("connect", () => socket.write(asked));
  socket.on("data", listen).once("error", reject).once("end", hungUp)
    .once("close", hungUp);
  return promise.finally(() => {
    clearTimeout(timer);
    socket.off("data", listen).off("error", reject).off("end", hungUp)
      .off("close", hungUp);
  }).catch((error: Error) => {
    socket.on("error", () => {}).destroy();
    throw error;
  });
}

/** What is wrong with an answer; `null` when the tunnel stands. */
function faultOf(seen: Uint8Array): string | null {
  const answer = readProxyAnswer(seen);
  switch (answer.state) {
    case "incomplete":
      return "incomplete";
    case "refused":
      return answer.why;
    case "open":
      return answer.length === seen.length
        ? null
        : "the proxy spoke out of turn";
  }
}
