import http from "node:http";
import type { Duplex } from "node:stream";
import { openSocket, type SecureWay } from "./open_socket.ts";
import type { Target } from "./target.ts";

/** How long a connection may wait for its next request. */
const KEEP_ALIVE_MS = 30_000;
const MAX_IDLE_CONNECTIONS = 32;

/** Connections to one target, kept for the next request or used once. */
export class TargetAgent extends http.Agent {
  readonly #target: Target;
  readonly #way: SecureWay;

  constructor(
    target: Target,
    way: SecureWay,
    { keepAlive }: { readonly keepAlive: boolean },
  ) {
    super({
      keepAlive,
      timeout: KEEP_ALIVE_MS,
      maxFreeSockets: MAX_IDLE_CONNECTIONS,
      scheduling: "lifo",
    });
    this.#target = target;
    this.#way = way;
  }

  /** Whether the next request needs no new connection. */
  get hasFree(): boolean {
    return Object.values(this.freeSockets)
      .some((free) => free?.some(({ destroyed }) => !destroyed));
  }

  override createConnection(
    _options: unknown,
    ready?: (error: Error | null, socket: Duplex) => void,
  ): Duplex {
    const opened = openSocket(this.#target, this.#way);
    if (!(opened instanceof Promise)) return opened;
    const tell = ready as (error: Error | null, socket?: Duplex) => void;
    opened.then((socket) => tell(null, socket), tell);
    // Without a socket the agent waits for `ready`; the declared types forget it.
    return undefined as unknown as Duplex;
  }
}
