import type net from "node:net";
import { answerTo } from "./answer_to.ts";
import { type Base, type Destination, destinationOf } from "./base_url.ts";
import {
  enterOrUpgrade,
  upgradeLater,
  type Upgrading,
} from "./enter_or_upgrade.ts";
import { Guests } from "./guests.ts";
import type { HostRule } from "./host_rule.ts";
import { isMeantForLoopback, pathOf } from "./misdirected.ts";
import type { Problem } from "./raw_answer.ts";

/** What the plain door is opened with. */
export interface PlainDoorOptions {
  readonly bases: readonly Base[];
  readonly rules: readonly HostRule[];
  /** Answers a request whose path still has its prefix. */
  readonly answer: (request: Request, to: Destination) => Promise<Response>;
  /** Takes a request for a WebSocket over. */
  readonly upgrade: Upgrading;
}

/** Where base-URL mode comes in. */
export interface PlainDoor {
  /** Takes a connection whose next byte begins a request. */
  accept(client: net.Socket): Promise<void>;
  /** Ends those who have had an answer and ask for nothing more. */
  hasten(): void;
  /**
   * Takes no more connections, ends those on which nothing is asked, and
   * resolves when the others have been answered.
   */
  close(): Promise<void>;
}

/** Serves base-URL mode: for clients that take an address but no certificate. */
export function openPlainDoor(options: PlainDoorOptions): PlainDoor {
  const guests = new Guests();
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen: () => {},
    onError: () => new Response(null, { status: 502 }),
  }, (request, info) => {
    const later = upgradeLater(request, { ...entrance, info });
    if (later !== undefined) return later;
    guests.answer(info);
    return route(request, options);
  });
  const entrance = {
    enter: (socket: net.Socket) => guests.enter(socket, server.addr.port),
    upgrade: (request: Request, socket: net.Socket) => {
      guests.release(socket);
      return options.upgrade(request, socket);
    },
    scheme: "http",
  } as const;
  return {
    accept: (client) => {
      guests.admit(client);
      return enterOrUpgrade(client, entrance);
    },
    hasten: () => guests.dismissAnswered(),
    close: () => {
      guests.dismissIdle();
      return server.shutdown();
    },
  };
}

function route(
  request: Request,
  options: PlainDoorOptions,
): Response | Promise<Response> {
  const to = routeTo(request, options);
  return to instanceof Response
    ? answerTo(request, to)
    : options.answer(request, to);
}

/** Where a request in base-URL mode goes, or why nowhere. */
export function routeTo(
  request: Request,
  options: Pick<PlainDoorOptions, "bases" | "rules">,
): Destination | Response {
  if (!isMeantForLoopback(request)) return problem(421, REBOUND);
  return destinationOf(pathOf(request.url), options) ??
    problem(404, unknownBase(options.bases));
}

const REBOUND: Problem = {
  type: "waterwall_misdirected",
  message: "Cannot serve this request as it names another machine",
  hint: "Use http://127.0.0.1 with the proxy's port as the base URL",
};

function unknownBase(bases: readonly Base[]): Problem {
  const known = bases.map(({ segment }) => `/${segment}`).join(", ");
  return {
    type: "waterwall_unknown_base",
    message: "Cannot tell which provider this path is for",
    hint: `Begin the path with one of ${known}, or with a protected host`,
  };
}

function problem(status: number, error: Problem): Response {
  return Response.json({ error }, { status });
}
