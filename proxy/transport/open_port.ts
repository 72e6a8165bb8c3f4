import net from "node:net";
import { listenAt } from "./listen_at.ts";

/**
 * Leave for one listener to serve a port of 127.0.0.1. Plain data: it crosses
 * to a worker of the same process.
 */
export interface PortShare {
  /** 0 takes any free one. */
  readonly port: number;
  /**
   * The socket that listens there, which then belongs to the listener; `null`
   * has the listener bind the port itself.
   */
  readonly fd: number | null;
  /** How long to wait for another listener to let go of it. @default {0} */
  readonly waitMs?: number;
}

/** Where a socket cannot be shared, a listener waits so long for the last one. */
const RELIEVED_MS = 5_000;

/**
 * A port of 127.0.0.1 that stays open whoever serves it, until it is closed.
 *
 * All who serve it share one socket, and so one queue of connections that the
 * system has accepted: when a listener stops, whoever waits there is served by
 * the next, and no other program can take the port meanwhile. This object holds
 * the socket open and accepts nobody.
 *
 * Where sockets cannot be shared (Windows), it holds nothing: each listener
 * binds the port once the one before has let go.
 */
export class OpenPort {
  readonly port: number;
  #fd: number | null;

  /** Opens a port; 0 takes any. Rejects when it is taken. */
  static async open(port: number): Promise<OpenPort> {
    const server = net.createServer();
    const bound = await listenAt(server, { port, fd: null });
    const fd = twinOf(server);
    server.close();
    return new OpenPort(bound, fd);
  }

  private constructor(port: number, fd: number | null) {
    this.port = port;
    this.#fd = fd;
  }

  /** Whether more than one can serve it at a time. */
  get isShared(): boolean {
    return this.#fd !== null;
  }

  /** A share for one more listener. One that nobody uses keeps the port open. */
  share(): PortShare {
    const { port } = this;
    if (this.#fd === null) return { port, fd: null, waitMs: RELIEVED_MS };
    const server = net.createServer().listen({ fd: this.#fd });
    const fd = twinOf(server);
    this.#fd = twinOf(server);
    server.close();
    return { port, fd };
  }

  /** Holds it open no longer; listeners that are there go on. */
  close(): void {
    if (this.#fd !== null) net.createServer().listen({ fd: this.#fd }).close();
    this.#fd = null;
  }
}

/** What the runtime has under a server: it can double its descriptor. */
type Underlying = {
  readonly _handle?: { readonly fdForIpc?: () => number } | null;
};

/** Another descriptor of a server's socket; `null` where there is no such thing. */
function twinOf(server: net.Server): number | null {
  const fd = (server as Underlying)._handle?.fdForIpc?.() ?? -1;
  return fd < 0 ? null : fd;
}
