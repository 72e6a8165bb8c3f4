import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import net from "node:net";
import { listenAt } from "../../../proxy/transport/listen_at.ts";
import { OpenPort } from "../../../proxy/transport/open_port.ts";
import { ownPort } from "../support/own_port.ts";
import { connectRaw, type RawClient } from "./raw_client.ts";

const says = (text: string) => net.createServer((socket) => socket.end(text));
const close = (server: net.Server) =>
  new Promise<void>((resolve) => server.close(() => resolve()));

async function heard(client: RawClient): Promise<string> {
  const text = await client.rest();
  client.close();
  return text;
}

/** Connections that the system has accepted, and nobody else yet. */
const queued = (port: number, count: number) =>
  Promise.all(Array.from({ length: count }, () => connectRaw(port)));

/** Runs a test with a port that is held open. */
async function opened(
  test: (port: OpenPort) => Promise<void>,
  number = 0,
): Promise<void> {
  const port = await OpenPort.open(number);
  try {
    await test(port);
  } finally {
    port.close();
  }
}

Deno.test("who connects while nobody serves a port waits, and is served by the next", () =>
  opened(async (port) => {
    const clients = await queued(port.port, 20);
    const server = says("served");
    equal(await listenAt(server, port.share()), port.port);
    const all = await Promise.all(clients.map(heard));
    deepEqual([...new Set(all)], ["served"]);
    await close(server);
  }));

Deno.test("a listener that stops loses none of those who wait: the next one serves them", () =>
  opened(async (port) => {
    for (let takeover = 0; takeover < 20; takeover++) {
      const clients = await queued(port.port, 10);
      const old = says("old");
      await listenAt(old, port.share());
      // Before the event loop turns, so with the whole queue unread.
      old.close();
      const next = says("next");
      await listenAt(next, port.share());
      const all = await Promise.all(clients.map(heard));
      deepEqual([...new Set(all)], ["next"]);
      await close(next);
    }
  }));

Deno.test("two listeners serve a port together, and what one leaves the other takes", () =>
  opened(async (port) => {
    const [one, other] = [says("one"), says("other")];
    await listenAt(one, port.share());
    await listenAt(other, port.share());
    for (const client of await queued(port.port, 20)) {
      ok(["one", "other"].includes(await heard(client)));
    }
    await close(one);
    equal(await heard(await connectRaw(port.port)), "other");
    await close(other);
  }));

Deno.test("nobody else gets a port that is held open, also while nobody serves it", () =>
  opened(async (port) => {
    const bind = () => listenAt(says("thief"), { port: port.port, fd: null });
    await rejects(bind(), /EADDRINUSE/);
    const server = says("ours");
    await listenAt(server, port.share());
    await close(server);
    await rejects(bind(), /EADDRINUSE/);
    await rejects(OpenPort.open(port.port), /EADDRINUSE/);
  }));

Deno.test("a port is free again once it is closed and its last listener is", () =>
  opened(async (port) => {
    const server = says("last");
    await listenAt(server, port.share());
    port.close();
    equal(await heard(await connectRaw(port.port)), "last");
    await close(server);
    const again = await OpenPort.open(port.port);
    again.close();
  }, ownPort()));

Deno.test("where a socket cannot be shared, a listener waits until the port is let go", async () => {
  const old = says("old");
  const port = await listenAt(old, { port: ownPort(), fd: null });
  const next = says("next");
  const listening = listenAt(next, { port, fd: null, waitMs: 60_000 });
  await close(old);
  equal(await listening, port);
  equal(await heard(await connectRaw(port)), "next");
  await close(next);
});
