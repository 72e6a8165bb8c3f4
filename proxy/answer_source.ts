import { WaterwallError } from "../audit/mod.ts";
import { decodeStream } from "./decode_stream.ts";
import { UpstreamError } from "./errors.ts";
import { concat } from "./read_body.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The decoded bytes of an answer, its beginning looked at ahead. */
export class AnswerSource {
  readonly #reader: ReadableStreamDefaultReader<Bytes>;
  readonly #chunks: AsyncGenerator<Bytes>;
  #ahead: Bytes[] = [];

  constructor(body: ReadableStream<Bytes>, codings: readonly string[]) {
    this.#reader = body.getReader();
    const chunks = read(this.#reader);
    this.#chunks = codings.length === 0
      ? chunks
      : named(decodeStream(chunks, codings));
  }

  /** The first `count` bytes, or all if there are fewer. They stay in the source. */
  async peek(count: number): Promise<Bytes> {
    for (let size = 0; size < count;) {
      const next = await this.#chunks.next();
      if (next.done) break;
      this.#ahead.push(next.value);
      size += next.value.length;
    }
    return concat(this.#ahead).subarray(0, count);
  }

  /** Reads all that is left; `undefined` if that is over the bound: then it is all still there. */
  async whole(maxBytes: number): Promise<readonly Bytes[] | undefined> {
    let size = this.#ahead.reduce((sum, { length }) => sum + length, 0);
    while (size <= maxBytes) {
      const next = await this.#chunks.next();
      if (next.done) return this.#ahead;
      this.#ahead.push(next.value);
      size += next.value.length;
    }
    return undefined;
  }

  /** Everything, from the beginning. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Bytes> {
    const ahead = this.#ahead;
    this.#ahead = [];
    yield* ahead;
    yield* this.#chunks;
  }

  /** Tells the provider that nobody listens any more. Never fails. */
  readonly cancel = async (reason: unknown): Promise<void> => {
    await this.#reader.cancel(reason).catch(() => undefined);
  };
}

async function* read(
  reader: ReadableStreamDefaultReader<Bytes>,
): AsyncGenerator<Bytes> {
  for (;;) {
    const { done, value } = await reader.read().catch(nameFailure);
    if (done) return;
    yield value;
  }
}

/** Gives errors that are not ours a name. */
async function* named(source: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  try {
    yield* source;
  } catch (cause) {
    nameFailure(cause);
  }
}

function nameFailure(cause: unknown): never {
  if (cause instanceof WaterwallError) throw cause;
  throw new UpstreamError(
    "unreachable",
    "Cannot read the provider's answer as it is damaged or was cut off",
    { hint: "Try again", cause },
  );
}
