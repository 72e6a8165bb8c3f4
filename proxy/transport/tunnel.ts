import type { BlockReason, Switch } from "../../audit/mod.ts";
import { Connection } from "./connection.ts";
import { readOpening } from "./connection_head.ts";
import type { Dialled } from "./dial.ts";
import type { TransportFact } from "./fact.ts";
import type { HostRule } from "./host_rule.ts";
import { judgeConnect } from "./judge_connect.ts";
import { type Problem, rawAnswer } from "./raw_answer.ts";
import * as refusals from "./refusals.ts";
import type { Head } from "./request_head.ts";

/** What the tunnel is given. */
export interface TunnelOptions {
  /** Where clients connect; loopback only. */
  readonly listener: Deno.TcpListener;
  readonly rules: readonly HostRule[];
  /** Where a person edits the rules: for hints. */
  readonly configFile: string;
  /** This very proxy's mark in a `Via` field, to see loops. */
  readonly mark: string;
  readonly activeSwitches: () => readonly Switch[];
  /** The loopback port behind which TLS for this protected host ends. */
  readonly doorFor: (rule: HostRule, host: string) => Promise<number>;
  /** The loopback port that serves base-URL mode. */
  readonly plainDoor: number;
  /** A connection to a host whose bytes are none of our business. */
  readonly dial: (rule: HostRule, host: string) => Promise<Dialled>;
  readonly observe: (fact: TransportFact) => void;
  /** A `CONNECT` was refused, and why. */
  readonly refused: (host: string, reason: BlockReason) => void;
  readonly headTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly maxConnections: number;
}

/** A running tunnel. */
export interface Tunnels {
  /** Takes no further connection; those that are open go on. */
  close(): void;
  /** Ends every blind tunnel at once. */
  cutBlind(): void;
  /** Ends every connection at once. */
  cutAll(): void;
  /** Resolves when nothing more comes for those who are connected now. */
  delivered(): Promise<unknown>;
  /** Resolves when it is closed and the last connection has ended. */
  readonly finished: Promise<void>;
}

const ESTABLISHED = new TextEncoder().encode(
  "HTTP/1.1 200 Connection Established\r\n\r\n",
);

/**
 * Serves the proxy port: `CONNECT`, and base-URL mode beside it.
 *
 * Every connection is read as far as its head, judged by the kill switches
 * and the host rules, and from there on only copied. What cannot be read, what
 * is not permitted and what takes too long gets an answer that says so.
 */
export function acceptTunnels(options: TunnelOptions): Tunnels {
  const open = new Set<Connection>();
  const sweep = setInterval(() => {
    const idleSince = performance.now() - options.idleTimeoutMs;
    for (const one of open) if (one.lastActive < idleSince) one.close();
  }, Math.max(10, options.idleTimeoutMs / 4));
  const finished = acceptAll(options, open).finally(() => clearInterval(sweep));
  return {
    close: () => options.listener.close(),
    cutBlind: () => open.forEach((one) => one.blind && one.close()),
    cutAll: () => open.forEach((one) => one.close()),
    delivered: () => Promise.all([...open].map((one) => one.delivered)),
    finished,
  };
}

async function acceptAll(
  options: TunnelOptions,
  open: Set<Connection>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  for await (const client of options.listener) {
    const connection = new Connection(client);
    open.add(connection);
    const served = (open.size > options.maxConnections
      ? connection.dismiss(rawAnswer(503, refusals.TOO_MANY))
      : serve(connection, options)).catch(hungUp).finally(() => {
        connection.close();
        open.delete(connection);
        running.delete(served);
      });
    running.add(served);
  }
  await Promise.all(running);
}

/** A peer that breaks off is everyday; there is nobody left to tell. */
function hungUp(): void {}

async function serve(
  connection: Connection,
  options: TunnelOptions,
): Promise<void> {
  const patience = setTimeout(() => {
    connection.write(rawAnswer(408, refusals.SLOW_HEAD)).catch(hungUp)
      .finally(() => connection.close());
  }, options.headTimeoutMs);
  const opening = await readOpening(connection.wire)
    .finally(() => clearTimeout(patience));
  if (opening === null) return;
  const { head, bytes } = opening;
  switch (head.kind) {
    case "connect":
      return await connect(connection, options, { head, bytes });
    case "origin":
      return await connection.join(await loopback(options.plainDoor), bytes);
    case "absolute":
      return await refuse(connection, 400, refusals.PLAIN_PROXY);
    case "malformed":
      return await refuse(connection, 400, refusals.unreadableHead(head.why));
  }
}

type Connect = {
  readonly head: Extract<Head, { kind: "connect" }>;
  readonly bytes: Uint8Array;
};

async function connect(
  connection: Connection,
  options: TunnelOptions,
  { head, bytes }: Connect,
): Promise<void> {
  const { host, port } = head.authority;
  const asked = { host, port, via: head.via };
  const armed = options.activeSwitches();
  const judged = judgeConnect(asked, { ...options, armed });
  const early = bytes.subarray(head.length);
  switch (judged.verdict) {
    case "protect":
      return await protect(connection, options, { host, early, ...judged });
    case "tunnel":
      return await tunnel(connection, options, { host, early, ...judged });
    case "refuse":
      if (judged.reason !== null) options.refused(host, judged.reason);
      if (judged.reason === "host") options.observe({ fact: "denied", host });
      return await refuse(connection, judged.status, judged.problem);
  }
}

type Target = {
  readonly host: string;
  readonly rule: HostRule;
  readonly early: Uint8Array;
};

async function protect(
  connection: Connection,
  options: TunnelOptions,
  { host, rule, early }: Target,
): Promise<void> {
  const port = await options.doorFor(rule, host).catch(() => null);
  if (port === null) return await refuse(connection, 502, refusals.NO_DOOR);
  const door = await loopback(port);
  await connection.write(ESTABLISHED);
  await connection.join(door, early);
}

async function tunnel(
  connection: Connection,
  options: TunnelOptions,
  { host, rule, early }: Target,
): Promise<void> {
  const dialled = await options.dial(rule, host).catch((e: Error) => e);
  if (dialled instanceof Error) {
    const problem = refusals.unreachable(host, dialled.message);
    return await refuse(connection, 502, problem);
  }
  connection.blind = true;
  if (options.activeSwitches().length > 0) return dialled.conn.close();
  try {
    await connection.write(ESTABLISHED);
    await connection.write(dialled.early);
    await connection.join(dialled.conn, early);
  } finally {
    const { sent, received } = connection;
    options.observe({ fact: "tunnelled", host, sent, received });
  }
}

function loopback(port: number): Promise<Deno.TcpConn> {
  return Deno.connect({ hostname: "127.0.0.1", port });
}

function refuse(
  connection: Connection,
  status: number,
  problem: Problem,
): Promise<void> {
  return connection.dismiss(rawAnswer(status, problem));
}
