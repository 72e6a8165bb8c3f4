import { deepEqual, equal, match, ok } from "node:assert/strict";
import { Agent, ProxyAgent, request, WebSocket as UndiciSocket } from "undici";
import { frame, plain, read } from "../../proxy/websocket/frames.ts";
import { connectRaw } from "./raw_client.ts";
import { ca, HOSTS, type Scene, scene, sceneBefore, secret } from "./scene.ts";
import {
  type SocketProvider,
  startSocketStub,
  type StubSocket,
} from "./stub_websocket.ts";

/** The provider's answer: what it was told, in two deltas, and the end. */
const tell = (text: string, socket: StubSocket) => {
  const said = JSON.parse(text).input ?? "";
  const half = Math.ceil(said.length / 2);
  for (const delta of [said.slice(0, half), said.slice(half)]) {
    const of = { output_index: 0, content_index: 0, delta };
    socket.say(JSON.stringify({ type: "response.output_text.delta", ...of }));
  }
  const done = { output_index: 0, content_index: 0, text: said };
  socket.say(JSON.stringify({ type: "response.output_text.done", ...done }));
  socket.say(JSON.stringify({ type: "response.completed", response: {} }));
};

type Talk = Scene & { readonly provider: SocketProvider };

async function talk(
  test: (scene: Talk) => Promise<void>,
  answer: typeof tell = tell,
  headers: readonly string[] = [],
): Promise<void> {
  const provider = await startSocketStub(answer, { headers });
  const rules = rulesFor(provider, "rewrite");
  await sceneBefore(provider, (scene) => test({ ...scene, provider }), {
    rules,
  });
}

/** The hosts as OpenAI's, at a stub. */
const rulesFor = (
  { port, ca: upstreamCa }: SocketProvider,
  websocket: "rewrite" | "refuse",
) =>
  HOSTS.map((name) => ({
    name,
    policy: "protect" as const,
    provider: "openai",
    upstream: `https://localhost:${port}`,
    upstreamCa,
    websocket,
  }));

/** The parts of a WebSocket that all clients have. */
type Socket = Pick<
  WebSocket,
  "send" | "close" | "onmessage" | "onopen" | "onclose" | "onerror"
>;

/** What a client hears until it is closed, or until a response is complete. */
function hear(socket: Socket, ...say: readonly string[]): Promise<{
  readonly heard: readonly string[];
  readonly closed: { readonly code: number; readonly reason: string };
}> {
  const heard: string[] = [];
  const { promise, resolve } = Promise.withResolvers<
    Awaited<ReturnType<typeof hear>>
  >();
  socket.onopen = () => say.forEach((each) => socket.send(each));
  socket.onmessage = ({ data }) => {
    heard.push(data);
    if (data.includes("response.completed")) socket.close(1000, "thanks");
  };
  socket.onerror = () => {};
  socket.onclose = ({ code, reason }) =>
    resolve({ heard, closed: { code, reason } });
  return promise;
}

const ask = (input: string) =>
  JSON.stringify({ type: "response.create", input });

/** The clients, and the way each takes. */
const CLIENTS: Readonly<Record<string, (scene: Talk) => Socket>> = {
  "Deno's WebSocket, by CONNECT": ({ client }) =>
    new WebSocket(
      "wss://api.example.com/v1/responses",
      // The declared types know protocols only; Deno's own take a client too.
      { client: client() } as unknown as string[],
    ),
  "Deno's WebSocket, by base URL": ({ port }) =>
    new WebSocket(`ws://127.0.0.1:${port}/example/v1/responses`),
  "undici's WebSocket, by CONNECT": ({ port }) =>
    new UndiciSocket("wss://api.example.com/v1/responses", {
      dispatcher: new ProxyAgent({
        uri: `http://127.0.0.1:${port}`,
        requestTls: { ca: ca.certPem },
      }),
    }) as unknown as Socket,
};

for (const [name, open] of Object.entries(CLIENTS)) {
  Deno.test(`over ${name}, a secret leaves as a placeholder and comes back`, () =>
    talk(async (scene) => {
      const { heard, closed } = await hear(open(scene), ask(`key ${secret}!`));
      const events = heard.map((data) => JSON.parse(data));
      const deltas = events.map(({ delta }) => delta ?? "").join("");
      equal(deltas, `key ${secret}!`);
      equal(events.at(-2).text, `key ${secret}!`);
      deepEqual(closed, { code: 1000, reason: "" });
      const sent = new TextDecoder().decode(
        scene.provider.messages[0]!.kind === "text"
          ? scene.provider.messages[0]!.bytes
          : new Uint8Array(),
      );
      match(sent, /key <pl:AWS_ACCESS_KEY_ID:[0-9a-f]{16}>!/);
      deepEqual(scene.entries.slice(0, 2).map(({ type }) => type), [
        "redaction",
        "restoration",
      ]);
    }));
}

Deno.test("nothing is compressed, and only what both sides mean is passed on", () =>
  talk(
    async ({ port, provider }) => {
      const socket = await connectRaw(port);
      await socket.send(handshake(port, [
        "Sec-WebSocket-Extensions: permessage-deflate",
        "Sec-WebSocket-Protocol: realtime, openai-insecure-api-key.sk-mine",
        "Authorization: Bearer mine",
      ]));
      const head = (await socket.until("\r\n\r\n")).toLowerCase();
      match(head, /^http\/1\.1 101 /);
      match(head, /sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk\+xoo=/);
      match(head, /x-request-id: 7/);
      match(head, /sec-websocket-protocol: realtime/);
      ok(!head.includes("extensions"));
      const [asked] = provider.asked();
      equal(asked?.["sec-websocket-extensions"], undefined);
      equal(asked?.authorization, "Bearer mine");
      equal(
        asked?.["sec-websocket-protocol"],
        "realtime, openai-insecure-api-key.sk-mine",
      );
      socket.close();
    },
    tell,
    ["X-Request-Id: 7", "Sec-WebSocket-Protocol: realtime"],
  ));

Deno.test("a provider that uses an extension nobody offered is not believed", () =>
  talk(
    async ({ port }) => {
      const socket = await connectRaw(port);
      await socket.send(handshake(port));
      match(await socket.rest(), /^HTTP\/1\.1 502 [^]*waterwall_upstream/);
      socket.close();
    },
    tell,
    ["Sec-WebSocket-Extensions: permessage-deflate"],
  ));

Deno.test("a handshake with a secret in it is refused, recorded, and not sent", () =>
  talk(async ({ port, provider, entries }) => {
    const socket = await connectRaw(port);
    await socket.send(handshake(port, [`X-Note: ${secret}`]));
    const answer = await socket.rest();
    match(answer, /^HTTP\/1\.1 502 [^]*the header x-note/);
    ok(!answer.includes(secret));
    deepEqual(provider.asked(), []);
    deepEqual(
      entries.map((it) => it.type === "block" && it.reason),
      ["policy"],
    );
    socket.close();
  }));

Deno.test("a handshake that RFC 6455 does not know is refused", () =>
  talk(async ({ port, provider }) => {
    const socket = await connectRaw(port);
    await socket.send(
      handshake(port).replace("Version: 13", "Version: 8"),
    );
    match(await socket.rest(), /^HTTP\/1\.1 502 [^]*waterwall_body/);
    deepEqual(provider.asked(), []);
    socket.close();
  }));

for (
  const [what, bytes, code] of [
    [
      "unmasked",
      frame("text", `{"k":"${secret}"}`, { masked: false }),
      1002,
    ],
    ["out of order", frame("continuation", `{"k":"${secret}"}`), 1002],
    ["oversize", Uint8Array.of(0x81, 0xff, 0, 0, 0, 9, 0, 0, 0, 0), 1009],
    [
      "not UTF-8",
      frame(
        "text",
        Uint8Array.from([...new TextEncoder().encode(secret), 255]),
      ),
      1007,
    ],
    ["not even frames", new TextEncoder().encode(`{"k":"${secret}"}`), 1002],
  ] as const
) {
  Deno.test(`frames that are ${what} are answered ${code}, and nothing of them leaves`, () =>
    talk(async ({ port, provider, entries }) => {
      const socket = await connectRaw(port);
      await socket.send(handshake(port));
      await socket.until("\r\n\r\n");
      await socket.send(bytes);
      const heard = Uint8Array.from(
        await socket.rest(),
        (character) => character.charCodeAt(0),
      );
      const [event, close] = read([heard], { masked: false });
      equal(event?.kind, "text");
      deepEqual((plain(close!) as unknown[])[1], code);
      ok(entries.some((it) => it.type === "block" && it.reason === "body"));
      deepEqual(
        provider.messages.filter(({ kind }) => kind !== "close"),
        [],
      );
      ok(!new TextDecoder().decode(provider.received()).includes(secret));
      socket.close();
    }));
}

Deno.test("an armed switch refuses handshakes, and messages of sockets that are open", () =>
  talk(async (scene) => {
    const { port, proxy, provider, entries } = scene;
    const socket = new WebSocket(`ws://127.0.0.1:${port}/example/v1/responses`);
    const open = Promise.withResolvers<void>();
    const over = hear(socket);
    socket.onopen = () => open.resolve();
    await open.promise;
    proxy.arm(["http"]);
    socket.send(ask("one"));
    const { heard, closed } = await over;
    match(heard[0]!, /kill switch is armed: http/);
    deepEqual(closed, { code: 1008, reason: "waterwall_killswitch" });
    const late = await connectRaw(port);
    await late.send(handshake(port));
    match(await late.rest(), /^HTTP\/1\.1 502 [^]*waterwall_killswitch/);
    late.close();
    deepEqual(provider.messages.filter(({ kind }) => kind === "text"), []);
    equal(entries.filter(({ type }) => type === "block").length, 2);
  }));

Deno.test("a provider that would rather not is heard by the client", async () => {
  await scene((_, response) => {
    response.statusCode = 404;
    response.setHeader("content-type", "application/json");
    response.end('{"error":"no socket here"}');
  }, async ({ port }) => {
    const socket = await connectRaw(port);
    await socket.send(handshake(port));
    match(await socket.rest(), /^HTTP\/1\.1 404 [^]*no socket here/);
    socket.close();
  });
});

/** The first thing that a client asks for on a connection. */
const get = (port: number) =>
  `GET /example/v1/models HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;

Deno.test("a connection on which HTTP was spoken may go on as a WebSocket", () =>
  talk(async ({ port, provider, entries }) => {
    const socket = await connectRaw(port);
    for (let nth = 0; nth < 2; nth++) {
      await socket.send(get(port));
      match(await socket.until('socket"}}'), /^HTTP\/1\.1 404 /);
    }
    await socket.send(handshake(port));
    match(await socket.until("\r\n\r\n"), /^HTTP\/1\.1 101 /);
    await socket.send(frame("text", ask(`my ${secret}`)));
    match(await socket.until("response.completed"), new RegExp(secret));
    equal(provider.asked().length, 1);
    const received = new TextDecoder("latin1").decode(provider.received());
    equal(received.includes(secret), false);
    equal(entries[0]?.type, "redaction");
    socket.close();
  }));

Deno.test("a WebSocket with a body is none, also later on a connection", () =>
  talk(async ({ port, provider }) => {
    const socket = await connectRaw(port);
    await socket.send(get(port));
    await socket.until('socket"}}');
    await socket.send(
      handshake(port).replace("\r\n\r\n", "\r\nContent-Length: 0\r\n\r\n"),
    );
    match(await socket.until("\r\n\r\n"), /^HTTP\/1\.1 4\d\d /);
    deepEqual(provider.asked(), []);
    socket.close();
  }));

/** Ways of a client that has one connection for everything. */
const ONE_CONNECTION = {
  "by base URL": (port: number) => ({
    dispatcher: new Agent({ connections: 1 }),
    origin: `127.0.0.1:${port}/example`,
    scheme: "",
  }),
  "by CONNECT": (port: number) => ({
    dispatcher: new ProxyAgent({
      uri: `http://127.0.0.1:${port}`,
      requestTls: { ca: ca.certPem },
      connections: 1,
    }),
    origin: "api.example.com",
    scheme: "s",
  }),
};

for (const [name, way] of Object.entries(ONE_CONNECTION)) {
  Deno.test(`undici's WebSocket goes through on the connection of an earlier fetch, ${name}`, () =>
    talk(async ({ port, provider }) => {
      const { dispatcher, origin, scheme } = way(port);
      const url = `http${scheme}://${origin}/v1/models`;
      const { statusCode, body } = await request(url, { dispatcher });
      equal(statusCode, 404);
      await body.dump();
      const socket = new UndiciSocket(`ws${scheme}://${origin}/v1/responses`, {
        dispatcher,
      });
      const { heard } = await hear(socket as unknown as Socket, ask(secret));
      match(heard.join(""), new RegExp(secret));
      equal(provider.asked().length, 1);
      await dispatcher.destroy();
    }));
}

Deno.test("a host that is to refuse WebSockets answers 426, and HTTP goes on", async () => {
  const provider = await startSocketStub(tell);
  const rules = rulesFor(provider, "refuse");
  await sceneBefore(provider, async ({ port }) => {
    const socket = await connectRaw(port);
    await socket.send(handshake(port));
    match(await socket.until("\r\n\r\n"), /^HTTP\/1\.1 426 /);
    deepEqual(provider.asked(), []);
    socket.close();
  }, { rules });
});

Deno.test("an upgrade that names another host than its door is refused", () =>
  talk(async ({ port, provider, entries }) => {
    const socket = await connectRaw(port);
    await socket.send(
      handshake(port).replace(/Host: [^\r]+/, "Host: evil.example"),
    );
    match(await socket.rest(), /^HTTP\/1\.1 421 /);
    deepEqual(provider.asked(), []);
    deepEqual(entries, []);
    socket.close();
  }));

Deno.test("draining says goodbye to open sockets instead of waiting for them", () =>
  talk(async ({ port, proxy }) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/example/v1/responses`);
    const open = Promise.withResolvers<void>();
    const over = hear(socket);
    socket.onopen = () => open.resolve();
    await open.promise;
    await proxy.drain(60_000);
    equal((await over).closed.code, 1001);
  }));

Deno.test("a message of four megabytes comes back whole, however it is cut on its way", () =>
  talk(async (scene) => {
    const text = `${"0123456789abcdef".repeat(2 ** 18)} ${secret}`;
    // Deno's own client keeps the end of a large message back over TLS.
    const open = CLIENTS["undici's WebSocket, by CONNECT"]!;
    const { heard } = await hear(open(scene), ask(text));
    equal(
      heard.map((data) => JSON.parse(data).delta ?? "").join("") === text,
      true,
    );
  }));

/** A handshake in base-URL mode; the key is that of RFC 6455 §1.3. */
function handshake(port: number, more: readonly string[] = []): string {
  return [
    "GET /example/v1/responses HTTP/1.1",
    `Host: 127.0.0.1:${port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ...more,
    "\r\n",
  ].join("\r\n");
}
