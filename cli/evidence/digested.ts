import { createHash } from "node:crypto";

/** Chunks as they go by, and the digest of all that went. */
export interface Digested {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Hex, of what was read so far. */
  sha256(): string;
}

/** Takes the SHA-256 digest of a stream while someone else reads it. */
export function digested(source: AsyncIterable<Uint8Array>): Digested {
  const hash = createHash("sha256");
  const watched = async function* () {
    for await (const chunk of source) {
      hash.update(chunk);
      yield chunk;
    }
  };
  return { chunks: watched(), sha256: () => hash.copy().digest("hex") };
}
