import { isMeantFor } from "./misdirected.ts";

/** A certificate for one host, with its key, both in PEM. */
export interface Leaf {
  readonly cert: string;
  readonly key: string;
  /** When it expires, in Unix milliseconds. */
  readonly notAfter: number;
}

/** What a door is opened with. */
export interface DoorOptions {
  readonly host: string;
  readonly port: number;
  readonly leaf: Leaf;
  /** Answers a request that is meant for this host. Must not throw. */
  readonly answer: (request: Request) => Promise<Response>;
  /** Answers a request that names another host. */
  readonly misdirected: (request: Request) => Promise<Response>;
}

/** A listener on loopback behind which one host's TLS ends. */
export interface Door {
  readonly port: number;
  readonly leaf: Leaf;
  /** Takes no more connections; resolves when the open ones are done. */
  close(): Promise<void>;
}

/**
 * Ends TLS for exactly one host, HTTP/1.1 and HTTP/2.
 *
 * From here on the host is known from the door: a request that names another
 * one is refused, whatever it says.
 */
export function openDoor(options: DoorOptions): Door {
  const { leaf, answer, misdirected } = options;
  const server = Deno.serve(
    {
      hostname: "127.0.0.1",
      port: 0,
      cert: leaf.cert,
      key: leaf.key,
      onListen: () => {},
      onError: () => new Response(null, { status: 502 }),
    },
    (request) =>
      isMeantFor(request, options) ? answer(request) : misdirected(request),
  );
  return { port: server.addr.port, leaf, close: () => server.shutdown() };
}
