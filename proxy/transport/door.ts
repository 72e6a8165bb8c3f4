import type net from "node:net";
import tls from "node:tls";
import {
  enterOrUpgrade,
  upgradeLater,
  type Upgrading,
} from "./enter_or_upgrade.ts";
import { Guests } from "./guests.ts";
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
  /** Takes a request for a WebSocket; without it, `answer` gets it too. */
  readonly upgrade?: Upgrading;
}

/** Where one host's TLS ends. */
export interface Door {
  readonly leaf: Leaf;
  /** Takes a connection whose next byte begins a TLS handshake. */
  accept(client: net.Socket): void;
  /**
   * Takes no more connections, ends those on which nothing is asked, and
   * resolves when the others have been answered.
   */
  close(): Promise<void>;
  /** Ends those who have had an answer and ask for nothing more. */
  hasten(): void;
  /** Is to take no more connections; closes when the last has left. */
  retire(): Promise<void>;
}

const HANDSHAKE_MS = 15_000;

/**
 * Ends TLS for exactly one host, HTTP/1.1 and HTTP/2.
 *
 * From here on the host is known from the door: a request that names another
 * one is refused, whatever it says.
 *
 * TLS ends in front of `Deno.serve`, not in it: its TLS listeners hold a small
 * write back until the one before is acknowledged, which is 40 ms for every
 * answer above a kilobyte.
 */
export function openDoor(options: DoorOptions): Door {
  const { leaf, answer, misdirected, upgrade } = options;
  const guests = new Guests();
  /** Connections whose TLS has begun, by the port they come from. */
  const greeting = new Map<number, net.Socket>();
  const inner = Deno.serve(
    {
      hostname: "127.0.0.1",
      port: 0,
      onListen: () => {},
      onError: () => new Response(null, { status: 502 }),
    },
    (request, info) => {
      const later = entrance && upgradeLater(request, { ...entrance, info });
      if (later !== undefined) return later;
      guests.answer(info);
      return isMeantFor(request, options)
        ? answer(request)
        : misdirected(request);
    },
  );
  const enter = (client: net.Socket) => guests.enter(client, inner.addr.port);
  const entrance = upgrade && {
    enter,
    upgrade: (request: Request, socket: net.Socket) => {
      guests.release(socket);
      return upgrade(request, socket);
    },
    scheme: "https",
  } as const;
  const outer = tls.createServer({
    cert: leaf.cert,
    key: leaf.key,
    ALPNProtocols: ["h2", "http/1.1"],
    minVersion: "TLSv1.2",
    handshakeTimeout: HANDSHAKE_MS,
  }, (client) => {
    guests.admit(client);
    const raw = greeting.get(client.remotePort!);
    if (raw !== undefined) guests.release(raw);
    const isHttp2 = client.alpnProtocol === "h2";
    if (entrance === undefined || isHttp2) return enter(client);
    void enterOrUpgrade(client, entrance);
  });
  // A client that does not trust the certificate says so and leaves.
  outer.on("tlsClientError", () => {});
  return {
    leaf,
    accept: (client) => {
      const { remotePort } = client;
      guests.admit(client);
      greeting.set(remotePort!, client);
      client.once("close", () => greeting.delete(remotePort!));
      outer.emit("connection", client);
    },
    close: () => {
      guests.dismissIdle();
      return inner.shutdown();
    },
    hasten: () => guests.dismissAnswered(),
    retire: async () => {
      await guests.emptied();
      await inner.shutdown();
    },
  };
}
