/**
 * What a proxy worker leaves to the one that relieves it, so that answers to
 * what it sent can be restored. It goes from one to the other, past main.
 */
export interface Legacy {
  readonly tokenizationKey: Uint8Array<ArrayBuffer>;
  readonly secrets: readonly string[];
}

/** How long a successor waits for it: one that died leaves nothing. */
const WAIT_MS = 2_000;

/** Takes over what is left; `null` when nothing is. */
export function inherit(from: MessagePort): Promise<Legacy | null> {
  const left = Promise.withResolvers<Legacy | null>();
  const timer = setTimeout(() => left.resolve(null), WAIT_MS);
  from.onmessage = ({ data }: MessageEvent<Legacy>) => {
    clearTimeout(timer);
    left.resolve(data);
    from.close();
  };
  return left.promise;
}
