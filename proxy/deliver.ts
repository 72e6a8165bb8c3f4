import type { Restoration } from "./restoration.ts";
import type { Reviver } from "./reviver.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What a provider says, piece by piece. */
export interface Saying {
  /** The next bytes; `undefined` at the end. */
  next(): Promise<Bytes | undefined>;
  /** Tells the provider that nobody listens any more. */
  readonly cancel: (reason: unknown) => Promise<void>;
}

export interface DeliverOptions {
  readonly reviver: Reviver;
  readonly restoration: Restoration;
}

/**
 * An answer restored as it arrives, its first bytes ready when this resolves.
 *
 * It is read only as fast as it is taken. No restored byte goes out before the
 * record that says so; the record with the final counts stands before the
 * stream ends, however it ends.
 */
export async function deliver(
  source: Saying,
  options: DeliverOptions,
): Promise<ReadableStream<Bytes>> {
  const next = restored(source, options);
  const first = await next();
  return new ReadableStream<Bytes>({
    start: (controller) => give(controller, first),
    pull: async (controller) => give(controller, await next()),
    async cancel(reason) {
      await source.cancel(reason);
      options.restoration.end();
    },
  }, { highWaterMark: 0 });
}

function give(
  controller: ReadableStreamDefaultController<Bytes>,
  bytes: Bytes | undefined,
): void {
  if (bytes === undefined) controller.close();
  else controller.enqueue(bytes);
}

/**
 * Asks for the next bytes that can be sent. One function without generators
 * inside each other: every event of every stream comes through here.
 */
function restored(
  source: Saying,
  { reviver, restoration }: DeliverOptions,
): () => Promise<Bytes | undefined> {
  let isOver = false;
  const ready = async (): Promise<Bytes | undefined> => {
    while (!isOver) {
      const chunk = await source.next();
      isOver = chunk === undefined;
      const bytes = chunk === undefined ? reviver.flush() : reviver.push(chunk);
      if (bytes.length === 0) continue;
      await restoration.begin();
      return bytes;
    }
    restoration.end();
    return undefined;
  };
  return () =>
    ready().catch(async (error) => {
      await source.cancel(error);
      restoration.end();
      throw error;
    });
}
