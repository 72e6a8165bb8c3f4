/** A request as it is sent to the provider: nothing in it may change any more. */
export interface Outgoing {
  readonly method: string;
  /** The protected host it is for, e.g. `api.anthropic.com`. */
  readonly host: string;
  /** Path and query, exactly as the client sent them. */
  readonly path: string;
  /** Without hop-by-hop fields; `content-length` is that of `body`. */
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer> | null;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
}

/** A provider's answer, as it came: still encoded, still with placeholders. */
export interface Incoming {
  readonly status: number;
  /** Without hop-by-hop fields. */
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
}

/** Sends a request; rejects with `UpstreamError`. */
export type Forward = (outgoing: Outgoing) => Promise<Incoming>;

/**
 * Gets ready to send a request: nothing of it leaves, and nobody is connected
 * to, before `forward` is called with the very same. What it returns takes that
 * back; after `forward`, it does nothing.
 */
export type Prepare = (outgoing: Outgoing) => () => void;
