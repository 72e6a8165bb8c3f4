import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { once } from "node:events";
import type net from "node:net";
import type { Outgoing } from "../../../proxy/exchange.ts";
import {
  exchangeOnce,
  StaleConnection,
} from "../../../proxy/transport/exchange_once.ts";
import { TargetAgent } from "../../../proxy/transport/target_agent.ts";
import { forwardTo, type Upstream } from "../../../proxy/transport/upstream.ts";
import { until } from "../support/until.ts";
import { PATIENT } from "./patient.ts";
import { bodyOf, startStub } from "./stub_upstream.ts";

type Scene = {
  readonly upstream: Upstream;
  /** The bodies that reached the provider. */
  readonly heard: readonly string[];
  /** The provider's ends of all connections so far. */
  readonly sockets: readonly net.Socket[];
};

/** Runs a test against a provider that notes what it hears. */
async function against(test: (scene: Scene) => Promise<void>): Promise<void> {
  const heard: string[] = [];
  const sockets: net.Socket[] = [];
  const stub = await startStub(async (request, response) => {
    const text = await bodyOf(request);
    heard.push(text);
    response.end(text);
  }, { secure: false });
  stub.server.on("connection", (socket) => sockets.push(socket));
  const upstream = forwardTo({
    host: "127.0.0.1",
    port: stub.port,
    secure: false,
    authority: "x",
  }, PATIENT);
  try {
    await test({ upstream, heard, sockets });
  } finally {
    upstream.close();
    await stub.close();
  }
}

function post(text: string, signal = new AbortController().signal): Outgoing {
  const body = new TextEncoder().encode(text);
  const headers = new Headers({ "content-length": String(body.length) });
  return { method: "POST", host: "h", path: "/", headers, body, signal };
}

async function send({ forward }: Upstream, outgoing: Outgoing) {
  return await new Response((await forward(outgoing)).body).text();
}

Deno.test("what is prepared is sent when it is forwarded, and not before", () =>
  against(async ({ upstream, heard }) => {
    await send(upstream, post("first"));
    const prepared = post("prepared");
    upstream.prepare(prepared);
    await send(upstream, post("meanwhile"));
    equal(await send(upstream, prepared), "prepared");
    deepEqual(heard, ["first", "meanwhile", "prepared"]);
  }));

Deno.test("nobody is connected to for what is only prepared", () =>
  against(async ({ upstream, sockets }) => {
    const drop = upstream.prepare(post("prepared"));
    drop();
    upstream.prepare(post("prepared too"));
    await send(upstream, post("sent"));
    equal(sockets.length, 1);
  }));

Deno.test("what is dropped is never sent, whether it has its connection yet or not", () =>
  against(async ({ upstream, heard }) => {
    await send(upstream, post("first"));
    upstream.prepare(post("dropped at once"))();
    await send(upstream, post("second"));
    const drop = upstream.prepare(post("dropped later"));
    await new Promise((resolve) => setTimeout(resolve));
    drop();
    await send(upstream, post("last"));
    deepEqual(heard, ["first", "second", "last"]);
  }));

Deno.test("dropping what was forwarded does nothing", () =>
  against(async ({ upstream, heard }) => {
    await send(upstream, post("first"));
    const prepared = post("prepared");
    const drop = upstream.prepare(prepared);
    const { body } = await upstream.forward(prepared);
    drop();
    equal(await new Response(body).text(), "prepared");
    deepEqual(heard, ["first", "prepared"]);
  }));

Deno.test("a client that leaves while its request is prepared has nothing sent", () =>
  against(async ({ upstream, heard }) => {
    await send(upstream, post("first"));
    const leaving = new AbortController();
    const prepared = post("prepared", leaving.signal);
    upstream.prepare(prepared);
    leaving.abort();
    await rejects(upstream.forward(prepared));
    await send(upstream, post("last"));
    deepEqual(heard, ["first", "last"]);
  }));

/** Runs a test with a request prepared on a connection whose both ends it has. */
async function prepared(
  test: (given: {
    readonly ours: net.Socket;
    readonly theirs: net.Socket;
    readonly send: () => Promise<unknown>;
  }) => Promise<void>,
): Promise<void> {
  const stub = await startStub((_, response) => response.end("ok"), {
    secure: false,
  });
  const sockets: net.Socket[] = [];
  stub.server.on("connection", (socket) => sockets.push(socket));
  const target = { host: "127.0.0.1", port: stub.port, secure: false };
  const agent = new TargetAgent({ ...target, authority: "x" }, PATIENT, {
    keepAlive: true,
  });
  const means = { ...PATIENT, agent, authority: "x" };
  const { body } = await exchangeOnce(post("first"), means).send();
  await new Response(body).text();
  await until("it is free", () => agent.hasFree);
  const [ours] = Object.values(agent.freeSockets)[0]!;
  const exchange = exchangeOnce(post("prepared"), means);
  try {
    await test({ ours: ours!, theirs: sockets[0]!, send: exchange.send });
  } finally {
    agent.destroy();
    await stub.close();
  }
}

Deno.test("what is prepared goes over the connection that was free", () =>
  prepared(async ({ ours, send }) => {
    const { bytesWritten } = ours;
    await send();
    ok(ours.bytesWritten > bytesWritten);
  }));

Deno.test("a connection that ends under a prepared request was stale: it may be sent over another", () =>
  prepared(async ({ ours, theirs, send }) => {
    const over = once(ours, "close");
    theirs.destroy();
    await over;
    await rejects(send(), StaleConnection);
  }));

Deno.test("an answer that comes before its request is none", () =>
  prepared(async ({ ours, theirs, send }) => {
    const over = once(ours, "close");
    theirs.write("HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n");
    await over;
    await rejects(send(), StaleConnection);
  }));
