import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import type http from "node:http";
import { until } from "../support/until.ts";
import { connectRaw } from "./raw_client.ts";
import { HOSTS, scene, secret } from "./scene.ts";
import { bodyOf } from "./stub_upstream.ts";
import { say, throughTls } from "./through_tls.ts";

const echo: http.RequestListener = async (request, response) => {
  const text = await bodyOf(request);
  response.setHeader("content-type", "application/json");
  response.end(text);
};

const post = (client: Deno.HttpClient, text: string, host = HOSTS[0]) =>
  fetch(`https://${host}/v1`, {
    client,
    method: "POST",
    body: text,
    headers: { "content-type": "application/json" },
  });

for (const http2 of [false, true]) {
  const version = http2 ? "HTTP/2" : "HTTP/1.1";

  Deno.test(`over ${version}, a secret leaves as a placeholder and comes back`, async () => {
    const seen: string[] = [];
    await scene(async (request, response) => {
      seen.push(await bodyOf(request));
      response.setHeader("content-type", "application/json");
      response.end(seen.at(-1));
    }, async ({ client, entries }) => {
      const text = JSON.stringify({ key: secret });
      const answer = await post(client({ http2 }), text);
      equal(await answer.text(), text);
      ok(!seen[0]!.includes(secret));
      match(seen[0]!, /<pl:AWS_ACCESS_KEY_ID:[0-9a-f]{16}>/);
      // That all came back is noted afterwards, and nobody waits for it.
      await until("it is noted", () => entries.length > 2);
      deepEqual(
        entries.map((it) =>
          it.type === "restoration" ? [it.final, it.restored] : it.type
        ),
        ["redaction", [false, 0], [true, 1]],
      );
    });
  });

  Deno.test(`over ${version}, many requests at once of every size come back whole`, () =>
    scene(echo, async ({ client }) => {
      const one = client({ http2 });
      const sizes = [0, 1, 1_000, 70_000, 1_200_000];
      await Promise.all(
        Array.from({ length: 20 }, async (_, i) => {
          const text = JSON.stringify("x".repeat(sizes[i % sizes.length]!));
          equal(await (await post(one, text)).text() === text, true);
        }),
      );
    }));

  Deno.test(`over ${version}, a client that leaves ends its request to the provider`, () => {
    const ended = Promise.withResolvers<void>();
    return scene((request, response) => {
      request.resume();
      response.setHeader("content-type", "text/event-stream");
      response.write("data: 1\n\n");
      response.once("close", () => ended.resolve());
    }, async ({ client }) => {
      const leaving = new AbortController();
      const answer = await fetch("https://api.example.com/v1", {
        client: client({ http2 }),
        signal: leaving.signal,
      });
      await answer.body!.getReader().read();
      leaving.abort();
      await ended.promise;
    });
  });
}

for (const http2 of [false, true]) {
  const version = http2 ? "HTTP/2" : "HTTP/1.1";

  Deno.test(`over ${version}, a stream that goes on outlives every time limit`, () =>
    scene(async (_, response) => {
      response.setHeader("content-type", "text/event-stream");
      for (let i = 0; i < 45; i++) {
        response.write(`data: ${i}\n\n`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      response.end();
    }, async ({ client }) => {
      const answer = await fetch("https://api.example.com/v1", {
        client: client({ http2 }),
      });
      equal((await answer.text()).split("data:").length, 46);
    }, {
      // Twenty times the pause between two pieces; a tunnel waits for twice that.
      timeouts: {
        headMs: 2_000,
        connectMs: 2_000,
        answerMs: 2_000,
        idleMs: 2_000,
        keysMs: 30_000,
      },
    }));
}

Deno.test("a wildcard's door opens at the first CONNECT, for exactly that host", () =>
  scene(echo, async ({ client, minted }) => {
    const one = client();
    for (const name of ["a", "b", "a"]) {
      await (await post(one, "{}", `${name}.azure.example.com`)).text();
    }
    deepEqual(minted, ["a.azure.example.com", "b.azure.example.com"]);
  }));

Deno.test("a connection that is silent for too long is ended", () =>
  scene(echo, async ({ port }) => {
    const conn = await throughTls(port, "api.example.com");
    match(
      await say(conn, "GET / HTTP/1.1\r\nHost: api.example.com\r\n\r\n"),
      /^HTTP/,
    );
    const ended = await conn.read(new Uint8Array(10)).catch(() => null);
    equal(ended, null);
    conn.close();
  }, {
    timeouts: {
      headMs: 30_000,
      connectMs: 30_000,
      answerMs: 1_000,
      idleMs: 1_000,
      keysMs: 30_000,
    },
  }));

for (
  const [what, line, host] of [
    ["whose Host is another", "GET / HTTP/1.1", "evil.example.com"],
    ["whose URL is another's", "GET https://evil.example/ HTTP/1.1", HOSTS[0]!],
    ["for another of our hosts", "GET / HTTP/1.1", "a.azure.example.com"],
  ] as const
) {
  Deno.test(`a request ${what} is refused, not sent, and recorded`, async () => {
    let asked = 0;
    await scene(() => void (asked += 1), async ({ port, entries }) => {
      const conn = await throughTls(port, "api.example.com");
      const answer = await say(conn, `${line}\r\nHost: ${host}\r\n\r\n`);
      match(answer, /^HTTP\/1\.1 421 /);
      match(answer, /waterwall_misdirected/);
      conn.close();
      equal(asked, 0);
      const [entry] = entries;
      ok(entry?.type === "block");
      deepEqual([entry.host, entry.reason], ["api.example.com", "host"]);
    });
  });
}

Deno.test("a client that does not trust the CA is no harm to others", () =>
  scene(echo, async ({ port, client }) => {
    const conn = await Deno.connect({ hostname: "127.0.0.1", port });
    await conn.write(
      new TextEncoder().encode("CONNECT api.example.com:443 HTTP/1.1\r\n\r\n"),
    );
    await conn.read(new Uint8Array(1_000));
    const tls = await Deno.startTls(conn, { hostname: "api.example.com" });
    await tls.handshake().catch(() => {});
    tls.close();
    equal(await (await post(client(), "{}")).text(), "{}");
  }));

Deno.test("bytes that are not TLS close their connection and harm nobody", () =>
  scene(echo, async ({ port, client }) => {
    const raw = await connectRaw(port);
    await raw.send(
      "CONNECT api.example.com:443 HTTP/1.1\r\n\r\nnot TLS at all",
    );
    await raw.rest();
    raw.close();
    equal(await (await post(client(), "{}")).text(), "{}");
  }));

Deno.test("base-URL mode runs the same pipeline without TLS", async () => {
  const seen: string[] = [];
  await scene(async (request, response) => {
    seen.push(
      `${request.url} ${request.headers.host} ${await bodyOf(request)}`,
    );
    response.end("{}");
  }, async ({ port, stub, entries }) => {
    const url = `http://127.0.0.1:${port}/example/v1/x?y=%20z`;
    const body = JSON.stringify({ key: secret });
    const answer = await fetch(url, { method: "POST", body });
    equal(await answer.text(), "{}");
    match(seen[0]!, new RegExp(`^/v1/x\\?y=%20z localhost:${stub.port} `));
    ok(!seen[0]!.includes(secret));
    equal(entries[0]!.type, "redaction");
  });
});

Deno.test("base-URL mode refuses names that are not this machine's, and paths that are nobody's", () =>
  scene(echo, async ({ port }) => {
    const raw = await connectRaw(port);
    await raw.send("GET /example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    match(await raw.until("}}"), /^HTTP\/1\.1 421 [^]*waterwall_misdirected/);
    raw.close();
    const lost = await fetch(`http://127.0.0.1:${port}/nobody/v1`);
    equal(lost.status, 404);
    match((await lost.json()).error.hint, /\/example/);
  }));

Deno.test("an armed switch refuses what comes over connections that are open already", async () => {
  let asked = 0;
  await scene((request, response) => {
    asked += 1;
    request.resume();
    response.end("{}");
  }, async ({ proxy, port, client, entries }) => {
    const one = client();
    await (await post(one, "{}")).text();
    proxy.arm(["http"]);
    const refused = await post(one, "{}").catch(() => null);
    if (refused !== null) {
      equal(refused.status, 502);
      match(await refused.text(), /kill switch is armed: http/);
    }
    const url = `http://127.0.0.1:${port}/example/v1`;
    const plain = await fetch(url, { method: "POST", body: "{}" });
    equal(plain.status, 502);
    await plain.body?.cancel();
    equal(asked, 1);
    ok(entries.some((it) => it.type === "block" && it.reason === "killswitch"));
    proxy.arm([]);
    equal((await post(client(), "{}")).status, 200);
  });
});

Deno.test("with cutStreams, arming a switch ends answers that are running", () =>
  scene((_, response) => {
    response.setHeader("content-type", "text/event-stream");
    response.write("data: 1\n\n");
  }, async ({ proxy, client }) => {
    const answer = await fetch("https://api.example.com/v1", {
      client: client(),
    });
    const reader = answer.body!.getReader();
    await reader.read();
    proxy.arm(["sentinel"]);
    let ended = false;
    await reader.read().then(({ done }) => ended = done, () => ended = true);
    equal(ended, true);
  }, { cutStreams: true }));

Deno.test("draining lets a running answer finish and takes nobody new", () => {
  const more = Promise.withResolvers<void>();
  return scene(async (_, response) => {
    response.setHeader("content-type", "text/event-stream");
    response.write("data: 1\n\n");
    await more.promise;
    response.end("data: 2\n\n");
  }, async ({ proxy, port, client }) => {
    const answer = await fetch("https://api.example.com/v1", {
      client: client(),
    });
    const reader = answer.body!.getReader();
    const first = await reader.read();
    const drained = proxy.drain(60_000);
    equal(await connectRaw(port).then(() => true, () => false), false);
    more.resolve();
    let text = new TextDecoder().decode(first.value);
    for (let next; !(next = await reader.read()).done;) {
      text += new TextDecoder().decode(next.value);
    }
    equal(text, "data: 1\n\ndata: 2\n\n");
    await drained;
  });
});

Deno.test("draining ends what does not end by itself within its limit", () =>
  scene((_, response) => {
    response.setHeader("content-type", "text/event-stream");
    response.write("data: 1\n\n");
  }, async ({ proxy, client }) => {
    const answer = await fetch("https://api.example.com/v1", {
      client: client(),
    });
    const reader = answer.body!.getReader();
    await reader.read();
    const ended = reader.read().then(() => {}, () => {});
    await proxy.drain(50);
    await ended;
  }));

Deno.test("a provider that is away is answered 502 in a shape that agents show", async () => {
  await scene(echo, async ({ client, stub, entries }) => {
    await stub.close();
    const answer = await post(client(), "{}");
    equal(answer.status, 502);
    const { error } = await answer.json();
    equal(error.type, "waterwall_upstream");
    notEqual(error.message, undefined);
    deepEqual(entries, []);
  });
});
