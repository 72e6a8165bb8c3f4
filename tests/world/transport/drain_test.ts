import { equal, match } from "node:assert/strict";
import type http from "node:http";
import type { Duplex } from "node:stream";
import { connectRaw } from "./raw_client.ts";
import { type Scene, scene } from "./scene.ts";
import { HOST, openHttp2, openTls, tunnelTo } from "./tls_client.ts";

/** Longer than any test runs: a drain that takes so long never ends. */
const NEVER_MS = 3_600_000;

const ok200: http.RequestListener = (request, response) => {
  request.resume().once("end", () => response.end("fine"));
};

/** Says something and waits until an answer has come to its end. */
function asked(socket: Duplex, head: string): Promise<void> {
  return new Promise((resolve) => {
    let heard = "";
    socket.on("data", (piece) => {
      heard += piece;
      if (heard.includes("fine")) resolve();
    });
    socket.write(head);
  });
}

const GET = `GET /v1 HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`;
const BASE = "GET /example/v1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

/** The first record of a TLS handshake, without its end. */
const HALF_HELLO = new Uint8Array([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3]);

type Client = { readonly destroy: () => void };

/** Connections on which nothing is asked. */
const IDLE: Readonly<Record<string, (port: number) => Promise<Client>>> = {
  "has said nothing": async (port) => {
    const client = await connectRaw(port);
    return { destroy: client.close };
  },
  "has said half a head": async (port) => {
    const client = await connectRaw(port);
    await client.send("CONNECT api.exa");
    return { destroy: client.close };
  },
  "has a tunnel and says nothing in it": tunnelTo,
  "has begun TLS": async (port) => {
    const socket = await tunnelTo(port);
    await new Promise<unknown>((done) => socket.write(HALF_HELLO, done));
    return socket;
  },
  "has TLS and asks for nothing": (port) => openTls(port, "http/1.1"),
  "has TLS for HTTP/2 and asks for nothing": (port) => openTls(port, "h2"),
  "has greeted in HTTP/2 and answers no ping": async (port) => {
    const secure = await openTls(port, "h2");
    const settings = "\0\0\0\x04\0\0\0\0\0";
    const greeting = `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${settings}`;
    await new Promise<unknown>((done) => secure.write(greeting, done));
    return secure;
  },
  "has said half of a request in TLS": async (port) => {
    const secure = await openTls(port, "http/1.1");
    await new Promise<unknown>((done) => secure.write("GET /v1 HT", done));
    return secure;
  },
  "has got its answer in TLS": async (port) => {
    const secure = await openTls(port, "http/1.1");
    await asked(secure, GET);
    return secure;
  },
  "has got its answer over HTTP/2": async (port) => {
    const session = await openHttp2(port);
    await new Promise<void>((resolve) => {
      session.request({ ":path": "/v1" }).once("end", resolve).resume().end();
    });
    return session;
  },
  "has got its answer by base URL": async (port) => {
    const client = await connectRaw(port);
    await client.send(BASE);
    await client.until("fine");
    return { destroy: client.close };
  },
};

for (const [state, connect] of Object.entries(IDLE)) {
  Deno.test(`a drain does not wait for a client that ${state}`, () =>
    scene(ok200, async ({ proxy, port }) => {
      const client = await connect(port);
      await proxy.drain(NEVER_MS);
      client.destroy();
    }));
}

/** What is read from an answer until it ends. */
async function restOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<string> {
  let text = "";
  for (let next; !(next = await reader.read()).done;) {
    text += new TextDecoder().decode(next.value);
  }
  return text;
}

/** Ways to have a request answered. */
const WAYS: Readonly<Record<string, (scene: Scene) => Promise<Response>>> = {
  "HTTP/1.1": ({ client }) => fetch(`https://${HOST}/v1`, { client: client() }),
  "HTTP/2": ({ client }) =>
    fetch(`https://${HOST}/v1`, { client: client({ http2: true }) }),
  "a base URL": ({ port }) => fetch(`http://127.0.0.1:${port}/example/v1`),
};

for (const [way, ask] of Object.entries(WAYS)) {
  Deno.test(`a drain waits for the last byte of an answer by ${way}, whatever is idle beside it`, () => {
    const goOn = Promise.withResolvers<void>();
    return scene(async (_, response) => {
      response.setHeader("content-type", "text/event-stream");
      response.write("data: 1\n\n");
      await goOn.promise;
      response.end(`data: ${"x".repeat(2 ** 20)} last\n\n`);
    }, async (scene) => {
      const idle = await openTls(scene.port, "http/1.1");
      const reader = (await ask(scene)).body!.getReader();
      await reader.read();
      const order: string[] = [];
      const drained = scene.proxy.drain(NEVER_MS)
        .then(() => order.push("drained"));
      await new Promise<void>((gone) => idle.once("close", () => gone()));
      order.push("idle gone");
      goOn.resolve();
      match(await restOf(reader), /last\n\n$/);
      await drained;
      equal(order.join(), "idle gone,drained");
    });
  });
}

Deno.test("a proxy that is hastened loses who was answered, and still answers who has not asked yet", () =>
  scene(ok200, async ({ proxy, port }) => {
    const answered = await openTls(port, "http/1.1");
    const fresh = await openTls(port, "http/1.1");
    await asked(answered, GET);
    const retired = proxy.retire({ graceMs: NEVER_MS, limitMs: NEVER_MS });
    const gone = new Promise<void>((done) => answered.once("close", done));
    proxy.hasten();
    await gone;
    await asked(fresh, GET);
    fresh.destroy();
    await retired;
  }));
