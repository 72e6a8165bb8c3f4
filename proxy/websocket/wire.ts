type Bytes = Uint8Array<ArrayBuffer>;

/** One side of a WebSocket, below its frames. */
export interface Wire {
  /** Ends when the peer does, also when it breaks off. */
  readonly received: AsyncIterable<Bytes>;
  /** Resolves when more may be sent; never fails, a peer that is gone hears nothing. */
  send(bytes: Bytes): Promise<void>;
  /** Ends the connection once all that was sent is out. */
  end(): void;
}
