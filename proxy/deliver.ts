import type { Restoration } from "./restoration.ts";
import type { Reviver } from "./reviver.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface DeliverOptions {
  readonly reviver: Reviver;
  readonly restoration: Restoration;
  /** Tells the provider that nobody listens any more. */
  readonly cancel: (reason: unknown) => Promise<void>;
}

/**
 * An answer restored as it arrives, its first bytes ready when this resolves.
 *
 * It is read only as fast as it is taken. No restored byte goes out before the
 * record that says so; the record with the final counts stands before the
 * stream ends, however it ends.
 */
export async function deliver(
  source: AsyncIterable<Bytes>,
  { reviver, restoration, cancel }: DeliverOptions,
): Promise<ReadableStream<Bytes>> {
  const restored = restore(source, { reviver, restoration, cancel });
  const first = await restored.next();
  return new ReadableStream<Bytes>({
    start(controller) {
      if (first.done) controller.close();
      else controller.enqueue(first.value);
    },
    async pull(controller) {
      const next = await restored.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel(reason) {
      await cancel(reason);
      restoration.end();
    },
  }, { highWaterMark: 0 });
}

async function* restore(
  source: AsyncIterable<Bytes>,
  { reviver, restoration, cancel }: DeliverOptions,
): AsyncGenerator<Bytes> {
  try {
    for await (const chunk of source) {
      yield* ready(reviver.push(chunk), restoration);
    }
    yield* ready(reviver.flush(), restoration);
  } catch (error) {
    await cancel(error);
    restoration.end();
    throw error;
  }
  restoration.end();
}

async function* ready(
  bytes: Bytes,
  restoration: Restoration,
): AsyncGenerator<Bytes> {
  if (bytes.length === 0) return;
  await restoration.begin();
  yield bytes;
}
