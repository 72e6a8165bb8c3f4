import { WaterwallError } from "../audit/mod.ts";
import { decodeStream } from "./decode_stream.ts";
import { UpstreamError } from "./errors.ts";
import { concat } from "./read_body.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The next bytes; `undefined` when there are no more. */
type Next = () => Promise<Bytes | undefined>;

/** The decoded bytes of an answer, its beginning looked at ahead. */
export class AnswerSource {
  readonly #reader: ReadableStreamDefaultReader<Bytes>;
  readonly #read: Next;
  #ahead: Bytes[] = [];

  constructor(body: ReadableStream<Bytes>, codings: readonly string[]) {
    this.#reader = body.getReader();
    const read = () => this.#reader.read().then(pieceOf, nameFailure);
    if (codings.length === 0) this.#read = read;
    else {
      const pieces = decodeStream(iterate(read), codings);
      this.#read = () => pieces.next().then(pieceOf, nameFailure);
    }
  }

  /** The first `count` bytes, or all if there are fewer. They stay in the source. */
  async peek(count: number): Promise<Bytes> {
    for (let size = 0; size < count;) {
      const chunk = await this.#read();
      if (chunk === undefined) break;
      this.#ahead.push(chunk);
      size += chunk.length;
    }
    return concat(this.#ahead).subarray(0, count);
  }

  /** Reads all that is left; `undefined` if that is over the bound: then it is all still there. */
  async whole(maxBytes: number): Promise<readonly Bytes[] | undefined> {
    let size = this.#ahead.reduce((sum, { length }) => sum + length, 0);
    while (size <= maxBytes) {
      const chunk = await this.#read();
      if (chunk === undefined) return this.#ahead;
      this.#ahead.push(chunk);
      size += chunk.length;
    }
    return undefined;
  }

  /** The next bytes, from the beginning; `undefined` at the end. */
  next(): Promise<Bytes | undefined> {
    const ahead = this.#ahead.shift();
    return ahead === undefined ? this.#read() : Promise.resolve(ahead);
  }

  /** Tells the provider that nobody listens any more. Never fails. */
  readonly cancel = async (reason: unknown): Promise<void> => {
    await this.#reader.cancel(reason).catch(() => undefined);
  };
}

function pieceOf(
  { value }: { readonly value?: Bytes | undefined | void },
): Bytes | undefined {
  return value ?? undefined;
}

async function* iterate(read: Next): AsyncGenerator<Bytes, void> {
  for (let next = await read(); next !== undefined; next = await read()) {
    yield next;
  }
}

/** Gives errors that are not ours a name. */
function nameFailure(cause: unknown): never {
  if (cause instanceof WaterwallError) throw cause;
  throw new UpstreamError(
    "unreachable",
    "Cannot read the provider's answer as it is damaged or was cut off",
    { hint: "Try again", cause },
  );
}
