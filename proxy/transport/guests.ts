import type net from "node:net";
import { enter } from "./enter.ts";

/** One connection. */
type Guest = {
  readonly socket: net.Socket;
  /** Whether it has asked for anything yet. */
  hasAsked: boolean;
  /** Requests that are being answered. */
  answers: number;
  /** Until it has to leave. */
  timer: ReturnType<typeof setTimeout> | undefined;
};

/** How long one may ask for nothing that is to leave after its last answer. */
const LINGER_MS = 2_000;

/** Who is connected to a door, and who of them is being answered. */
export class Guests {
  readonly #inside = new Map<net.Socket, Guest>();
  /** By the port from which the listener on this machine sees them come. */
  readonly #byPort = new Map<number, Guest>();
  readonly #emptied = Promise.withResolvers<void>();
  #isAwaited = false;
  /** Whether who was answered shall leave. */
  #isLeaving = false;

  /** From now on this connection may ask for something. */
  admit(socket: net.Socket): void {
    const guest = { socket, hasAsked: false, answers: 0, timer: undefined };
    this.#inside.set(socket, guest);
    socket.once("close", () => this.release(socket));
  }

  /** This connection is somebody else's business now. */
  release(socket: net.Socket): void {
    clearTimeout(this.#inside.get(socket)?.timer);
    this.#inside.delete(socket);
    this.#tell();
  }

  /** Passes a connection on to a listener on this machine. */
  enter(socket: net.Socket, port: number): void {
    const guest = this.#inside.get(socket);
    const inner = enter(socket, port);
    if (guest === undefined) return;
    inner.once("connect", () => {
      const { localPort } = inner;
      this.#byPort.set(localPort!, guest);
      inner.once("close", () => this.#byPort.delete(localPort!));
    });
  }

  /** A request came in, and is being answered until it is completed. */
  answer({ remoteAddr, completed }: Deno.ServeHandlerInfo): void {
    const guest = this.#byPort.get((remoteAddr as Deno.NetAddr).port);
    if (guest === undefined) return;
    clearTimeout(guest.timer);
    guest.hasAsked = true;
    guest.answers += 1;
    const over = () => {
      guest.answers -= 1;
      if (this.#isLeaving) this.#dismiss(guest);
    };
    completed.then(over, over);
  }

  /** Resolves when nobody is there any more; asked once nobody new comes in. */
  emptied(): Promise<void> {
    this.#isAwaited = true;
    this.#tell();
    return this.#emptied.promise;
  }

  /**
   * From now on whoever has been answered is ended, after a moment in which
   * nothing more was asked; who never asked for anything may still do so.
   */
  dismissAnswered(): void {
    this.#isLeaving = true;
    for (const guest of this.#inside.values()) this.#dismiss(guest);
  }

  /** The same, and who never asked for anything is ended at once. */
  dismissIdle(): void {
    for (const { socket, hasAsked } of this.#inside.values()) {
      if (!hasAsked) socket.destroy();
    }
    this.dismissAnswered();
  }

  #tell(): void {
    if (this.#isAwaited && this.#inside.size === 0) this.#emptied.resolve();
  }

  #dismiss(guest: Guest): void {
    const { socket, hasAsked, answers } = guest;
    clearTimeout(guest.timer);
    if (!hasAsked || answers > 0 || !this.#inside.has(socket)) return;
    guest.timer = setTimeout(() => {
      // What was said last is still on its way to a slow reader.
      if (socket.writableLength > 0) return this.#dismiss(guest);
      socket.destroy();
    }, LINGER_MS);
  }
}
