import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import net from "node:net";
import type { Switch } from "../../../audit/mod.ts";
import type { HostRule } from "../../../proxy/transport/host_rule.ts";
import type { TransportFact } from "../../../proxy/transport/fact.ts";
import {
  acceptTunnels,
  type TunnelOptions,
  type Tunnels,
} from "../../../proxy/transport/tunnel.ts";
import { connectRaw, type RawClient } from "./raw_client.ts";

const tunnelled: HostRule = {
  name: "login.example.com",
  policy: "tunnel",
  provider: null,
  upstream: null,
  upstreamCa: null,
};

type Scene = {
  readonly tunnels: Tunnels;
  readonly port: number;
  /** Connects a client that is closed at the end of the test. */
  readonly client: () => Promise<RawClient>;
  readonly facts: TransportFact[];
  readonly refused: string[];
};

/** Runs a test against tunnels of its own. */
async function scene(
  options: Partial<TunnelOptions>,
  test: (scene: Scene) => Promise<void>,
): Promise<void> {
  const facts: TransportFact[] = [];
  const refused: string[] = [];
  const clients: RawClient[] = [];
  const tunnels = await acceptTunnels(0, {
    rules: [tunnelled],
    configFile: "/home/w/config.toml",
    mark: "waterwall-7",
    activeSwitches: () => [],
    doorFor: () => Promise.reject(new Error("no door")),
    plainDoor: 0,
    plainUpgrade: (_, client) => {
      client.destroy();
      return Promise.resolve();
    },
    dial: () => Promise.reject(new Error("nobody there")),
    observe: (fact) => facts.push(fact),
    refused: (host, reason) => refused.push(`${reason} ${host}`),
    headTimeoutMs: 60_000,
    idleTimeoutMs: 60_000,
    maxConnections: 10,
    ...options,
  });
  const client = async () => {
    const made = await connectRaw(tunnels.port);
    clients.push(made);
    return made;
  };
  try {
    await test({ tunnels, port: tunnels.port, client, facts, refused });
  } finally {
    for (const each of clients) each.close();
    tunnels.close();
    tunnels.cutAll();
  }
}

/** A server of this machine that treats each connection so. */
async function listening(
  serve: (socket: net.Socket) => void,
  test: (port: number) => Promise<void>,
): Promise<void> {
  const open = new Set<net.Socket>();
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket.on("error", () => {}));
    serve(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve());
  });
  try {
    await test((server.address() as net.AddressInfo).port);
  } finally {
    for (const socket of open) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

const dialTo = (port: number) => (): Promise<net.Socket> =>
  new Promise((resolve, reject) => {
    const socket = net.connect({
      port,
      host: "127.0.0.1",
      allowHalfOpen: true,
    });
    socket.once("connect", () => resolve(socket)).once("error", reject);
  });

const CONNECT = "CONNECT login.example.com:443 HTTP/1.1\r\n" +
  "Host: login.example.com:443\r\n\r\n";

const errorOf = (answer: string) =>
  JSON.parse(answer.split("\r\n\r\n")[1]!).error;

Deno.test("a tunnel carries bytes both ways, unread, and counts them", () =>
  listening(
    (socket) => socket.pipe(socket),
    (port) =>
      scene({ dial: dialTo(port) }, async ({ client, facts, tunnels }) => {
        const one = await client();
        await one.send(CONNECT);
        match(await one.until("\r\n\r\n"), /^HTTP\/1\.1 200 /);
        await one.send("\x16\x03\x01 bytes");
        equal(await one.until("bytes"), "\x16\x03\x01 bytes");
        await one.endInput();
        equal(await one.rest(), "");
        await tunnels.delivered();
        while (facts.length === 0) await new Promise((r) => setTimeout(r, 1));
        deepEqual(facts, [{
          fact: "tunnelled",
          host: "login.example.com",
          sent: 9,
          received: 9,
        }]);
      }),
  ));

Deno.test("what a client sends with its CONNECT is passed on", () =>
  listening(
    (socket) => socket.pipe(socket),
    (port) =>
      scene({ dial: dialTo(port) }, async ({ client }) => {
        const one = await client();
        await one.send(CONNECT + "early");
        match(await one.until("early"), /\r\n\r\nearly$/);
      }),
  ));

Deno.test("the end of one direction leaves the other open", () =>
  listening((socket) => {
    let heard = "";
    socket.on("data", (chunk) => heard += String(chunk));
    socket.once("end", () => socket.end(`heard ${heard}`));
  }, (port) =>
    scene({ dial: dialTo(port) }, async ({ client }) => {
      const one = await client();
      await one.send(CONNECT);
      await one.until("\r\n\r\n");
      await one.send("all of it");
      await one.endInput();
      equal(await one.rest(), "heard all of it");
    })));

Deno.test("a server that ends first is heard to its end", () =>
  listening(
    (socket) => socket.end("x".repeat(300_000)),
    (port) =>
      scene({ dial: dialTo(port) }, async ({ client }) => {
        const one = await client();
        await one.send(CONNECT);
        const [, text] = (await one.rest()).split("\r\n\r\n");
        equal(text!.length, 300_000);
      }),
  ));

Deno.test("when the client breaks off, so does the connection to the server", () => {
  const broken = Promise.withResolvers<void>();
  return listening((socket) => {
    socket.resume();
    socket.once("close", () => broken.resolve());
    socket.once("end", () => socket.end());
  }, (port) =>
    scene({ dial: dialTo(port) }, async ({ client }) => {
      const one = await client();
      await one.send(CONNECT);
      await one.until("\r\n\r\n");
      one.close();
      await broken.promise;
    }));
});

Deno.test("a host that cannot be reached is answered 502, with the reason", () =>
  scene({}, async ({ client }) => {
    const one = await client();
    await one.send(CONNECT);
    const answer = await one.rest();
    match(answer, /^HTTP\/1\.1 502 /);
    equal(errorOf(answer).type, "waterwall_upstream_unreachable");
    match(errorOf(answer).message, /login\.example\.com: nobody there/);
  }));

Deno.test("a host that nothing permits is answered 403 with the lines that would", () =>
  scene({}, async ({ client, facts, refused }) => {
    const one = await client();
    await one.send("CONNECT other.example.com:443 HTTP/1.1\r\n\r\n");
    const answer = await one.rest();
    match(answer, /^HTTP\/1\.1 403 Forbidden\r\n/);
    match(errorOf(answer).config, /name = "other\.example\.com"/);
    deepEqual(facts, [{ fact: "denied", host: "other.example.com" }]);
    deepEqual(refused, ["host other.example.com"]);
  }));

Deno.test("a protected host is answered 502 while no certificate can be made", () =>
  scene(
    { rules: [{ ...tunnelled, policy: "protect" }] },
    async ({ client }) => {
      const one = await client();
      await one.send(CONNECT);
      const answer = await one.rest();
      match(answer, /^HTTP\/1\.1 502 /);
      equal(errorOf(answer).type, "waterwall_unavailable");
    },
  ));

for (
  const [what, sent] of [
    [
      "plain http",
      "GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\n\r\n",
    ],
    ["CONNECT without a port", "CONNECT example.com HTTP/1.1\r\n\r\n"],
    ["a TLS handshake", "\x16\x03\x01\x02\x00\x01"],
    ["a line that is not HTTP", "hello there\r\n\r\n"],
    ["a head that never ends", "GET /" + "a".repeat(70_000)],
  ] as const
) {
  Deno.test(`${what} is answered 400, and says why`, () =>
    scene({}, async ({ client }) => {
      const one = await client();
      await one.send(sent);
      const answer = await one.rest();
      match(answer, /^HTTP\/1\.1 400 /);
      ok(errorOf(answer).message.length > 10);
    }));
}

Deno.test("a client that is slow with its head is answered 408 and let go", () =>
  scene({ headTimeoutMs: 30 }, async ({ client }) => {
    const one = await client();
    await one.send("CONNECT login.example.com:443 HTTP/1.1\r\nHos");
    match(await one.rest(), /^HTTP\/1\.1 408 /);
  }));

Deno.test("a client that says nothing is let go", () =>
  scene({ headTimeoutMs: 30 }, async ({ client }) => {
    match(await (await client()).rest(), /^HTTP\/1\.1 408 /);
  }));

Deno.test("more connections than are allowed are answered 503", () =>
  scene({ maxConnections: 2 }, async ({ client }) => {
    const held = [await client(), await client()];
    match(await (await client()).rest(), /^HTTP\/1\.1 503 /);
    for (const one of held) await one.send("G");
  }));

Deno.test("a tunnel that is silent both ways is ended", () =>
  listening(
    () => {},
    (port) =>
      scene(
        { dial: dialTo(port), idleTimeoutMs: 1_500 },
        async ({ client }) => {
          const one = await client();
          await one.send(CONNECT);
          await one.until("\r\n\r\n");
          equal(await one.rest(), "");
        },
      ),
  ));

Deno.test("while a kill switch is armed, every CONNECT is answered 502 at once", () =>
  scene({ activeSwitches: () => ["sigusr1"] }, async ({ client, refused }) => {
    for (const host of ["login.example.com", "other.example.com"]) {
      const one = await client();
      await one.send(`CONNECT ${host}:443 HTTP/1.1\r\n\r\n`);
      const answer = await one.rest();
      match(answer, /^HTTP\/1\.1 502 /);
      match(errorOf(answer).message, /sigusr1/);
    }
    deepEqual(refused, [
      "killswitch login.example.com",
      "killswitch other.example.com",
    ]);
  }));

Deno.test("arming a switch ends the tunnels that nobody can look into", () =>
  listening(
    (socket) => socket.pipe(socket),
    (port) =>
      scene({ dial: dialTo(port) }, async ({ client, tunnels }) => {
        const one = await client();
        await one.send(CONNECT);
        await one.until("\r\n\r\n");
        tunnels.cutBlind();
        equal(await one.rest(), "");
      }),
  ));

Deno.test("a switch that is armed while a tunnel is being made still ends it", () => {
  let armed: readonly Switch[] = [];
  return listening((socket) => socket.pipe(socket), (port) =>
    scene({
      activeSwitches: () => armed,
      dial: async () => {
        const socket = await dialTo(port)();
        armed = ["http"];
        return socket;
      },
    }, async ({ client }) => {
      const one = await client();
      await one.send(CONNECT);
      equal(await one.rest(), "");
    }));
});

Deno.test("a request with a path goes to the plain door, byte for byte", () =>
  listening((socket) => {
    let heard = "";
    socket.on("data", (chunk) => {
      heard += String(chunk);
      if (heard.endsWith("end")) socket.end(`<${heard}>`);
    });
  }, (plainDoor) =>
    scene({ plainDoor }, async ({ client }) => {
      const one = await client();
      const request = "POST /anthropic/v1 HTTP/1.1\r\nX: y\r\n\r\nbody";
      await one.send(request);
      await one.send("end");
      equal(await one.rest(), `<${request}end>`);
    })));

Deno.test("a closed tunnel takes no new connection and keeps those it has", () =>
  listening(
    (socket) => socket.pipe(socket),
    (port) =>
      scene({ dial: dialTo(port) }, async ({ client, tunnels }) => {
        const one = await client();
        await one.send(CONNECT);
        await one.until("\r\n\r\n");
        tunnels.close();
        await rejects(connectRaw(tunnels.port));
        await one.send("still here");
        equal(await one.until("here"), "still here");
      }),
  ));

Deno.test("a port that is taken is an error, and the tunnel is on loopback only", () =>
  scene({}, async ({ port }) => {
    await rejects(
      acceptTunnels(port, {} as TunnelOptions),
      /EADDRINUSE|in use/,
    );
    const others = Deno.networkInterfaces()
      .filter(({ family, address }) =>
        family === "IPv4" && !address.startsWith("127.")
      );
    for (const { address: hostname } of others) {
      await rejects(Deno.connect({ hostname, port }));
    }
  }));
