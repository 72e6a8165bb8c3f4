import { pump, type Wire, writeAll } from "./pump.ts";

const LINGER_MS = 2_000;

/** One client's connection, and the one it was joined with. */
export class Connection {
  /** Copies bytes that nobody here can read. */
  blind = false;
  /** Bytes from the client and bytes to it, since the join. */
  sent = 0;
  received = 0;
  lastActive = performance.now();
  readonly #client: Deno.TcpConn;
  readonly #delivered = Promise.withResolvers<void>();
  #peer: Deno.TcpConn | null = null;
  #closed = false;

  constructor(client: Deno.TcpConn) {
    this.#client = client;
    client.setNoDelay(true);
  }

  get wire(): Wire {
    return this.#client;
  }

  /** Resolves when nothing more comes for the client. */
  get delivered(): Promise<void> {
    return this.#delivered.promise;
  }

  write(bytes: Uint8Array): Promise<void> {
    return writeAll(this.#client, bytes);
  }

  /**
   * Copies both ways until both ends are done, or one breaks.
   *
   * @param early What the client already sent for the peer.
   */
  async join(peer: Deno.TcpConn, early: Uint8Array): Promise<void> {
    if (this.#closed) return peer.close();
    this.#peer = peer;
    peer.setNoDelay(true);
    this.sent = early.length;
    await writeAll(peer, early);
    await Promise.all([
      pump(this.#client, peer, (n) => this.#count("sent", n)),
      pump(peer, this.#client, (n) => this.#count("received", n))
        .then(this.#delivered.resolve),
    ]);
  }

  /**
   * Says a last word and waits, briefly, until the client has hung up: closing
   * with bytes unread would reset the connection and lose the answer.
   */
  async dismiss(answer: Uint8Array): Promise<void> {
    const patience = setTimeout(() => this.close(), LINGER_MS);
    try {
      await this.write(answer);
      await this.#client.closeWrite();
      const scrap = new Uint8Array(16_384);
      while (await this.#client.read(scrap) !== null);
    } finally {
      clearTimeout(patience);
    }
  }

  /** Ends both connections at once. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#delivered.resolve();
    for (const one of [this.#client, this.#peer]) {
      try {
        one?.close();
      } catch { /* it was closed already */ }
    }
  }

  #count(way: "sent" | "received", bytes: number): void {
    this[way] += bytes;
    this.lastActive = performance.now();
  }
}
