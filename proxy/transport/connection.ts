import type net from "node:net";

const LINGER_MS = 2_000;

/**
 * How far a connection has come: it has not said yet where to go, it was let in
 * at a door, it only copies bytes that nobody here can read, or it is told its
 * last.
 */
export type Stage = "opening" | "inside" | "blind" | "leaving";

/** One client's connection. */
export class Connection {
  readonly socket: net.Socket;
  stage: Stage = "opening";

  /** @param idleMs Silence both ways after which it is ended. */
  constructor(socket: net.Socket, idleMs: number) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.setTimeout(idleMs, () => socket.destroy());
    socket.on("error", () => {});
  }

  /** Resolves when both sides have ended. */
  get closed(): Promise<void> {
    const { socket } = this;
    if (socket.destroyed) return Promise.resolve();
    return new Promise((resolve) => socket.once("close", () => resolve()));
  }

  /** Resolves when all that was written has been passed on. */
  get delivered(): Promise<void> {
    const { socket } = this;
    if (socket.destroyed || socket.writableFinished) return Promise.resolve();
    return new Promise((resolve) => {
      socket.once("finish", resolve).once("close", () => resolve());
    });
  }

  /**
   * Says a last word and waits, briefly, until the client has hung up: closing
   * with bytes unread would reset the connection and lose the answer.
   */
  async dismiss(answer: Uint8Array): Promise<void> {
    this.stage = "leaving";
    const patience = setTimeout(() => this.close(), LINGER_MS);
    this.socket.end(answer);
    this.socket.resume();
    await this.closed;
    clearTimeout(patience);
  }

  /** Ends it at once. */
  close(): void {
    this.socket.destroy();
  }
}
