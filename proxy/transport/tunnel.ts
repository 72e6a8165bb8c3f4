import net from "node:net";
import type { BlockReason, Switch } from "../../audit/mod.ts";
import { Connection, type Stage } from "./connection.ts";
import type { Door } from "./door.ts";
import type { TransportFact } from "./fact.ts";
import type { HostRule } from "./host_rule.ts";
import { join } from "./join.ts";
import { judgeConnect } from "./judge_connect.ts";
import { listenAt } from "./listen_at.ts";
import type { PortShare } from "./open_port.ts";
import type { PlainDoor } from "./plain_door.ts";
import { type Problem, rawAnswer } from "./raw_answer.ts";
import { readOpening } from "./read_opening.ts";
import * as refusals from "./refusals.ts";

/** What the tunnel is given. */
export interface TunnelOptions {
  readonly rules: readonly HostRule[];
  /** Where a person edits the rules: for hints. */
  readonly configFile: string;
  /** This very proxy's mark in a `Via` field, to see loops. */
  readonly mark: string;
  readonly activeSwitches: () => readonly Switch[];
  /** Where TLS for this protected host ends. */
  readonly doorFor: (rule: HostRule, host: string) => Promise<Door>;
  /** Serves base-URL mode. */
  readonly plainDoor: Pick<PlainDoor, "accept">;
  /** A connection to a host whose bytes are none of our business. */
  readonly dial: (rule: HostRule, host: string) => Promise<net.Socket>;
  readonly observe: (fact: TransportFact) => void;
  /** A `CONNECT` was refused, and why. */
  readonly refused: (host: string, reason: BlockReason) => void;
  readonly headTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly maxConnections: number;
}

/** A running tunnel. */
export interface Tunnels {
  readonly port: number;
  /** Takes no further connection; those that are open go on. */
  close(): void;
  /** Resolves when nobody is connected any more. */
  emptied(): Promise<unknown>;
  /** Ends every blind tunnel at once. */
  cutBlind(): void;
  /** Ends everyone at once who has not said yet where to go. */
  cutOpening(): void;
  /** Ends every connection at once. */
  cutAll(): void;
  /** Resolves when all that was said to those connected now has gone out. */
  delivered(): Promise<unknown>;
}

const ESTABLISHED = "HTTP/1.1 200 Connection Established\r\n\r\n";

/**
 * Serves the proxy port, on 127.0.0.1: `CONNECT`, and base-URL mode beside it.
 *
 * Every connection is read as far as its head, judged by the kill switches
 * and the host rules, and from there on only copied. What cannot be read, what
 * is not permitted and what takes too long gets an answer that says so.
 *
 * Rejects when the port is taken.
 */
export async function acceptTunnels(
  share: PortShare,
  options: TunnelOptions,
): Promise<Tunnels> {
  const open = new Set<Connection>();
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    const connection = new Connection(socket, options.idleTimeoutMs);
    open.add(connection);
    socket.once("close", () => open.delete(connection));
    const served = open.size > options.maxConnections
      ? refuse(connection, 503, refusals.TOO_MANY)
      : serve(connection, options);
    served.catch(() => connection.close());
  });
  const cut = (stage: Stage) =>
    open.forEach((one) => one.stage === stage && one.close());
  return {
    port: await listenAt(server, share),
    close: () => void server.close(),
    emptied: () => Promise.all([...open].map((one) => one.closed)),
    cutBlind: () => cut("blind"),
    cutOpening: () => cut("opening"),
    cutAll: () => open.forEach((one) => one.close()),
    delivered: () => Promise.all([...open].map((one) => one.delivered)),
  };
}

async function serve(
  connection: Connection,
  options: TunnelOptions,
): Promise<void> {
  const { socket } = connection;
  const patience = setTimeout(
    () => void refuse(connection, 408, refusals.SLOW_HEAD),
    options.headTimeoutMs,
  );
  const opening = await readOpening(socket);
  clearTimeout(patience);
  if (opening === null) return connection.close();
  const { head, bytes } = opening;
  switch (head.kind) {
    case "connect":
      socket.unshift(bytes.subarray(head.length));
      return await connect(
        connection,
        { ...head.authority, via: head.via },
        options,
      );
    case "origin":
      socket.unshift(bytes);
      connection.stage = "inside";
      return await options.plainDoor.accept(socket);
    case "absolute":
      return await refuse(connection, 400, refusals.PLAIN_PROXY);
    case "malformed":
      return await refuse(connection, 400, refusals.unreadableHead(head.why));
  }
}

type Asked = Parameters<typeof judgeConnect>[0];

async function connect(
  connection: Connection,
  asked: Asked,
  options: TunnelOptions,
): Promise<void> {
  const { host } = asked;
  const armed = options.activeSwitches();
  const judged = judgeConnect(asked, { ...options, armed });
  switch (judged.verdict) {
    case "protect":
      return await protect(connection, { host, ...judged }, options);
    case "tunnel":
      return await tunnel(connection, { host, ...judged }, options);
    case "refuse":
      if (judged.reason !== null) options.refused(host, judged.reason);
      if (judged.reason === "host") options.observe({ fact: "denied", host });
      return await refuse(connection, judged.status, judged.problem);
  }
}

type Target = { readonly host: string; readonly rule: HostRule };

async function protect(
  connection: Connection,
  { host, rule }: Target,
  options: TunnelOptions,
): Promise<void> {
  const door = await options.doorFor(rule, host).catch(() => null);
  if (door === null) return await refuse(connection, 502, refusals.NO_DOOR);
  connection.stage = "inside";
  connection.socket.write(ESTABLISHED);
  door.accept(connection.socket);
}

async function tunnel(
  connection: Connection,
  { host, rule }: Target,
  options: TunnelOptions,
): Promise<void> {
  const peer = await options.dial(rule, host).catch((error: Error) => error);
  if (peer instanceof Error) {
    const problem = refusals.unreachable(host, peer.message);
    return await refuse(connection, 502, problem);
  }
  connection.stage = "blind";
  // A switch that was armed meanwhile has not seen this tunnel yet.
  if (options.activeSwitches().length > 0) {
    peer.destroy();
    return connection.close();
  }
  peer.once("close", () => {
    const { bytesWritten: sent, bytesRead: received } = peer;
    options.observe({ fact: "tunnelled", host, sent, received });
  });
  connection.socket.write(ESTABLISHED);
  join(connection.socket, peer);
}

function refuse(
  connection: Connection,
  status: number,
  problem: Problem,
): Promise<void> {
  return connection.dismiss(rawAnswer(status, problem));
}
