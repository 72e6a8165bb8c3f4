import type { IncomingMessage } from "node:http";
import { watchIdle } from "./idle_watch.ts";

/**
 * An answer's body as a web stream, with back-pressure.
 *
 * It errors, with what `failed` makes of the cause, when the answer breaks off
 * before its end or falls silent for `idleTimeoutMs` while it is being read.
 * Cancelling it ends the request.
 */
export function bodyStream(
  answer: IncomingMessage,
  { idleTimeoutMs, failed }: {
    readonly idleTimeoutMs: number;
    readonly failed: (cause: unknown) => Error;
  },
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const watch = watchIdle(
    idleTimeoutMs,
    () => answer.destroy(new Error("it fell silent")),
  );
  let over = false;
  const end = (last: () => void) => {
    if (over) return;
    over = true;
    watch.stop();
    last();
  };
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      const fail = (cause: unknown) =>
        end(() => controller.error(failed(cause)));
      answer.on("data", (chunk: Uint8Array<ArrayBuffer>) => {
        if (over) return;
        watch.touch();
        controller.enqueue(new Uint8Array(chunk));
        if ((controller.desiredSize ?? 0) > 0) return;
        watch.pause();
        answer.pause();
      });
      answer.once("end", () => end(() => controller.close()));
      answer.once("error", fail);
      answer.once("close", () => {
        if (!over) fail(new Error("it broke off"));
      });
    },
    pull() {
      watch.touch();
      answer.resume();
    },
    cancel() {
      end(() => answer.destroy());
    },
  }, { highWaterMark: 4 });
}
