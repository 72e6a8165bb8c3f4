/** Reads a stream of chunks by length, holding one chunk at a time. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #offset = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Bytes taken so far. */
  get offset(): number {
    return this.#offset;
  }

  /** The next bytes: at least 1, at most `max`; nothing at the end. */
  async some(max: number): Promise<Uint8Array | undefined> {
    while (this.#chunk.length === 0) {
      const next = await this.#chunks.next();
      if (next.done) return undefined;
      this.#chunk = next.value;
    }
    const taken = this.#chunk.subarray(0, max);
    this.#chunk = this.#chunk.subarray(taken.length);
    this.#offset += taken.length;
    return taken;
  }

  /** Exactly `length` bytes, or fewer if the stream ends first. Keep `length` small. */
  async exactly(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const more = await this.some(length - filled);
      if (!more) return bytes.subarray(0, filled);
      bytes.set(more, filled);
      filled += more.length;
    }
    return bytes;
  }

  /** Tells the source that nothing more will be read. */
  async cancel(): Promise<void> {
    await this.#chunks.return?.();
  }
}
