import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { once } from "node:events";
import type http from "node:http";
import net from "node:net";
import { UpstreamError } from "../../../proxy/errors.ts";
import type { Outgoing } from "../../../proxy/exchange.ts";
import { parseCorporateProxy } from "../../../proxy/transport/corporate_proxy.ts";
import type { Target } from "../../../proxy/transport/target.ts";
import {
  forwardTo,
  type Upstream,
  type UpstreamOptions,
} from "../../../proxy/transport/upstream.ts";
import { ownPort } from "../support/own_port.ts";
import { until } from "../support/until.ts";
import { startCorporateProxy } from "./corporate_proxy.ts";
import { PATIENT } from "./patient.ts";
import { bodyOf, startStub, type StubUpstream } from "./stub_upstream.ts";

type Given = {
  readonly stub: StubUpstream;
  readonly upstream: Upstream;
};

/** Runs a test against a stub that answers so, and clears up. */
async function against(
  answer: http.RequestListener,
  test: (given: Given) => Promise<void>,
  { target = {}, options = {}, secure = true }: {
    readonly target?: Partial<Target>;
    readonly options?: Partial<UpstreamOptions>;
    readonly secure?: boolean;
  } = {},
): Promise<void> {
  const stub = await startStub(answer, { secure });
  const upstream = forwardTo({
    host: "localhost",
    port: stub.port,
    secure,
    authority: `localhost:${stub.port}`,
    ...target,
  }, { ...PATIENT, roots: [stub.ca], ...options });
  try {
    await test({ stub, upstream });
  } finally {
    upstream.close();
    await stub.close();
  }
}

const outgoing = (some: Partial<Outgoing> = {}): Outgoing => ({
  method: "GET",
  host: "api.example.com",
  path: "/v1",
  headers: new Headers(),
  body: null,
  signal: new AbortController().signal,
  ...some,
});

const post = (text: string, some: Partial<Outgoing> = {}) => {
  const body = new TextEncoder().encode(text);
  const headers = new Headers({ "content-length": String(body.length) });
  return outgoing({ method: "POST", body, headers, ...some });
};

const textOf = (body: ReadableStream<Uint8Array<ArrayBuffer>> | null) =>
  new Response(body).text();

/** The code of the error that a promise rejects with. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  let code = "";
  await rejects(promise, (error) => {
    if (error instanceof UpstreamError) code = error.code;
    return error instanceof UpstreamError;
  });
  return code;
}

Deno.test("a request arrives as it was given, under the target's name", () =>
  against(async (request, response) => {
    const { method, url, headers } = request;
    const body = await bodyOf(request);
    response.end(JSON.stringify({ method, url, headers, body }));
  }, async ({ stub, upstream }) => {
    const headers = new Headers({
      "content-length": "7",
      "X-Api-Key": "k",
      host: "api.example.com",
    });
    const sent = post('{"a":1}', { path: "/v1/../x?q=%20a", headers });
    const { status, body } = await upstream.forward(sent);
    equal(status, 200);
    const { connection: _, ...fields } = JSON.parse(await textOf(body)).headers;
    deepEqual(fields, {
      "content-length": "7",
      "x-api-key": "k",
      host: `localhost:${stub.port}`,
    });
  }));

Deno.test("path, query and body are not touched", () =>
  against(async (request, response) => {
    response.end(`${request.method} ${request.url} ${await bodyOf(request)}`);
  }, async ({ upstream }) => {
    const sent = post("x\u00e9\u{1f600}", { path: "/a//b/../c?d=%2F&e" });
    sent.headers.set("content-length", "7");
    const { body } = await upstream.forward(sent);
    equal(await textOf(body), "POST /a//b/../c?d=%2F&e x\u00e9\u{1f600}");
  }));

Deno.test("an answer comes as it was given, still encoded", () =>
  against((_, response) => {
    response.writeHead(418, [
      ["Content-Encoding", "gzip"],
      ["Set-Cookie", "a=1"],
      ["Set-Cookie", "b=2"],
      ["Connection", "X-Hop"],
      ["X-Hop", "1"],
    ] as never);
    response.end(new Uint8Array([1, 2, 3]));
  }, async ({ upstream }) => {
    const { status, headers, body } = await upstream.forward(outgoing());
    equal(status, 418);
    equal(headers.get("content-encoding"), "gzip");
    equal(headers.get("x-hop"), null);
    deepEqual(headers.getSetCookie(), ["a=1", "b=2"]);
    const bytes = new Uint8Array(await new Response(body).arrayBuffer());
    deepEqual([...bytes], [1, 2, 3]);
  }));

Deno.test("a large body passes whole both ways", () =>
  against((request, response) => {
    request.pipe(response);
  }, async ({ upstream }) => {
    const large = "0123456789abcdef".repeat(200_000);
    const { body } = await upstream.forward(post(large));
    equal(await textOf(body) === large, true);
  }));

Deno.test("a stream's pieces arrive as they are sent, not at its end", () => {
  const next = Promise.withResolvers<void>();
  return against(async (_, response) => {
    response.write("one");
    await next.promise;
    response.end("two");
  }, async ({ upstream }) => {
    const { body } = await upstream.forward(outgoing());
    const reader = body!.getReader();
    const first = await reader.read();
    equal(new TextDecoder().decode(first.value), "one");
    next.resolve();
    const second = await reader.read();
    equal(new TextDecoder().decode(second.value), "two");
    equal((await reader.read()).done, true);
  });
});

Deno.test("requests one after the other share a connection", () =>
  against((_, response) => void response.end("ok"), async (given) => {
    for (let i = 0; i < 3; i++) {
      await textOf((await given.upstream.forward(outgoing())).body);
    }
    equal(given.stub.connections(), 1);
  }));

Deno.test("answers without a body have none", () =>
  against((request, response) => {
    response.writeHead(request.method === "HEAD" ? 200 : 204);
    response.end();
  }, async ({ upstream }) => {
    equal((await upstream.forward(outgoing({ method: "HEAD" }))).body, null);
    equal((await upstream.forward(outgoing())).body, null);
  }));

Deno.test("a certificate that nobody vouches for is refused, and nothing is sent", () => {
  let asked = 0;
  return against(() => void (asked += 1), async ({ upstream }) => {
    equal(await codeOf(upstream.forward(post("secret"))), "tls");
    equal(asked, 0);
  }, { options: { roots: [] } });
});

Deno.test("a certificate for another name is refused", async () => {
  const stub = await startStub(() => {});
  const company = await startCorporateProxy({ to: stub.port });
  const host = "other.example";
  const target = { host, port: 443, secure: true, authority: host };
  const upstream = forwardTo(target, {
    ...PATIENT,
    roots: [stub.ca],
    proxy: parseCorporateProxy(`127.0.0.1:${company.port}`, ""),
  });
  try {
    equal(await codeOf(upstream.forward(outgoing())), "tls");
  } finally {
    await company.close();
    await stub.close();
  }
});

Deno.test("a port where nobody listens is unreachable, and said so", async () => {
  const target = { host: "127.0.0.1", port: ownPort(), secure: true };
  const upstream = forwardTo({ ...target, authority: "x" }, PATIENT);
  equal(await codeOf(upstream.forward(outgoing())), "unreachable");
});

Deno.test("a provider that does not begin to answer is given up", () =>
  against(() => {}, async ({ upstream }) => {
    equal(await codeOf(upstream.forward(outgoing())), "timeout");
  }, { options: { headerTimeoutMs: 50 } }));

Deno.test("a stream that falls silent is ended with an error", () =>
  against((_, response) => void response.write("one"), async ({ upstream }) => {
    const { body } = await upstream.forward(outgoing());
    equal(await codeOf(textOf(body)), "timeout");
  }, { options: { idleTimeoutMs: 50 } }));

Deno.test("a stream that goes on is not cut, however long it takes", () =>
  against(async (_, response) => {
    for (let i = 0; i < 25; i++) {
      response.write("x");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    response.end();
  }, async ({ upstream }) => {
    const { body } = await upstream.forward(outgoing());
    equal(await textOf(body), "x".repeat(25));
  }, { options: { idleTimeoutMs: 2_000, headerTimeoutMs: 2_000 } }));

Deno.test("an answer that breaks off is an error, not an end", () =>
  against((_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("part", () => response.destroy());
  }, async ({ upstream }) => {
    const { body } = await upstream.forward(outgoing());
    equal(await codeOf(textOf(body)), "unreachable");
  }));

Deno.test("when the client is gone before the answer, the request is ended", () => {
  const ended = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  return against((request) => {
    request.once("close", () => ended.resolve());
    arrived.resolve();
  }, async ({ upstream }) => {
    const client = new AbortController();
    const { signal } = client;
    const answer = upstream.forward(outgoing({ signal }));
    arrived.promise.then(() => client.abort());
    await codeOf(answer);
    await ended.promise;
  });
});

Deno.test("when nobody reads an answer any more, the request is ended", () => {
  const ended = Promise.withResolvers<void>();
  return against((_, response) => {
    response.write("one");
    response.once("close", () => ended.resolve());
  }, async ({ upstream }) => {
    const { body } = await upstream.forward(outgoing());
    await body!.cancel();
    await ended.promise;
  });
});

Deno.test("a request of somebody who is gone already is not sent", () => {
  let asked = 0;
  return against(() => void (asked += 1), async ({ upstream }) => {
    const signal = AbortSignal.abort();
    await codeOf(upstream.forward(outgoing({ signal })));
    equal(asked, 0);
  });
});

Deno.test("a provider without TLS that hangs up after an answer is hung up on, and connected to anew", async () => {
  let connections = 0;
  let ended = 0;
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    connections += 1;
    socket.once("data", () => {
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    });
    socket.once("end", () => ended += 1).on("error", () => {});
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  const target = { host: "127.0.0.1", port, secure: false, authority: "x" };
  const upstream = forwardTo(target, PATIENT);
  for (const nth of [1, 2, 3]) {
    equal(await textOf((await upstream.forward(post("asked"))).body), "ok");
    // Else the next request would wait on a connection that nobody answers.
    await until("it hangs up as well", () => ended === nth);
    equal(connections, nth);
  }
  upstream.close();
  server.close();
});

Deno.test("a kept connection that ended behind a corporate proxy is not used again", async () => {
  const stub = await startStub((request, response) =>
    void request.pipe(response)
  );
  const idle: net.Socket[] = [];
  stub.server.on("connection", (socket) => idle.push(socket));
  const company = await startCorporateProxy({ to: stub.port });
  const host = "provider.example";
  const target = { host, port: 443, secure: true, authority: host };
  const upstream = forwardTo(target, {
    ...PATIENT,
    roots: [stub.ca],
    proxy: parseCorporateProxy(`127.0.0.1:${company.port}`, ""),
  });
  for (const text of ["one", "two", "three"]) {
    equal(await textOf((await upstream.forward(post(text))).body), text);
    for (const socket of idle.splice(0)) socket.destroy();
    await until("nobody is connected", () => company.connections() === 0);
  }
  equal(company.heads.length, 3);
  upstream.close();
  await company.close();
  await stub.close();
});

/** Answers once on each connection, and breaks the second request of it. */
function answerOnce(seen: string[]): http.RequestListener {
  const used = new WeakSet();
  return (request, response) => {
    seen.push(request.method!);
    if (used.has(request.socket)) request.socket.destroy();
    else response.end("ok");
    used.add(request.socket);
  };
}

Deno.test("a GET whose kept connection turns out dead is sent again", () => {
  const seen: string[] = [];
  return against(answerOnce(seen), async ({ stub, upstream }) => {
    for (let i = 0; i < 2; i++) {
      equal(await textOf((await upstream.forward(outgoing())).body), "ok");
    }
    deepEqual(seen, ["GET", "GET", "GET"]);
    equal(stub.connections(), 2);
  });
});

Deno.test("a POST that was written is never sent twice", () => {
  const seen: string[] = [];
  return against(answerOnce(seen), async ({ upstream }) => {
    await textOf((await upstream.forward(post("1"))).body);
    await codeOf(upstream.forward(post("2")));
    deepEqual(seen, ["POST", "POST"]);
  });
});

Deno.test("an upstream on this machine may do without TLS", () =>
  against((_, response) => void response.end("plain"), async ({ upstream }) => {
    equal(await textOf((await upstream.forward(outgoing())).body), "plain");
  }, { secure: false }));

Deno.test("a corporate proxy is asked for a tunnel, and TLS ends behind it", async () => {
  const stub = await startStub((_, response) => void response.end("behind"));
  const company = await startCorporateProxy({ to: stub.port });
  const upstream = forwardTo({
    host: "provider.example",
    port: 443,
    secure: true,
    authority: "provider.example",
  }, {
    ...PATIENT,
    roots: [stub.ca],
    proxy: parseCorporateProxy(`http://me:pass@127.0.0.1:${company.port}`, ""),
  });
  try {
    equal(await textOf((await upstream.forward(outgoing())).body), "behind");
    const [head] = company.heads;
    match(head!, /^CONNECT provider\.example:443 HTTP\/1\.1\r\n/);
    match(head!, /\r\nVia: 1\.1 waterwall-test\r\n/);
    match(head!, new RegExp(`Authorization: Basic ${btoa("me:pass")}`));
  } finally {
    upstream.close();
    await company.close();
    await stub.close();
  }
});

for (
  const [what, answer, code] of [
    ["refuses", "HTTP/1.1 407 Who are you\r\n\r\n", "refused"],
    ["hangs up", "", "unreachable"],
    ["babbles", "hello\r\n\r\n", "unreachable"],
    ["speaks out of turn", "HTTP/1.1 200 OK\r\n\r\nhello", "unreachable"],
  ] as const
) {
  Deno.test(`a corporate proxy that ${what} is an error, and nothing is sent`, async () => {
    const company = await startCorporateProxy({ answer });
    const upstream = forwardTo({
      host: "provider.example",
      port: 443,
      secure: true,
      authority: "provider.example",
    }, {
      ...PATIENT,
      proxy: parseCorporateProxy(`127.0.0.1:${company.port}`, ""),
    });
    try {
      equal(await codeOf(upstream.forward(post("secret"))), code);
    } finally {
      await company.close();
    }
  });
}

Deno.test("a corporate proxy that says nothing is given up", async () => {
  const company = await startCorporateProxy({ answer: null });
  const upstream = forwardTo({
    host: "provider.example",
    port: 443,
    secure: true,
    authority: "provider.example",
  }, {
    ...PATIENT,
    connectTimeoutMs: 50,
    proxy: parseCorporateProxy(`127.0.0.1:${company.port}`, ""),
  });
  equal(await codeOf(upstream.forward(post("secret"))), "timeout");
  await company.close();
});
