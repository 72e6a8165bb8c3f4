import { deepEqual, equal, match, ok } from "node:assert/strict";
import { openAdmin, type Patience } from "../../../ops/admin_server.ts";
import { connectRaw, type RawClient } from "../transport/raw_client.ts";

const TOKEN = "a".repeat(64);
/** So patient that only what must never come to an end could use it up. */
const PATIENCE: Patience = {
  headMs: 60_000,
  bodyMs: 60_000,
  idleMs: 120_000,
  connections: 8,
};

/** Runs a test with an admin server; what its one command was told. */
async function withAdmin(
  test: (port: number, told: readonly unknown[]) => Promise<void>,
  patience: Partial<Patience> = {},
): Promise<void> {
  const told: unknown[] = [];
  const admin = await openAdmin(0, {
    token: TOKEN,
    views: { "/healthz": () => ({ status: 200, body: { status: "ok" } }) },
    commands: {
      "/admin/killswitch": (body) => {
        told.push(body);
        return Promise.resolve({ status: 200, body: {} });
      },
    },
  }, { ...PATIENCE, ...patience });
  try {
    await test(admin.port, told);
  } finally {
    await admin.close();
  }
}

/** One request, written by hand; the whole answer. */
async function say(
  port: number,
  request: string,
  headers: Readonly<Record<string, string>> = {},
  body = "",
): Promise<{ readonly status: number; readonly text: string }> {
  const fields = {
    Host: `127.0.0.1:${port}`,
    Connection: "close",
    ...body === "" ? {} : { "Content-Length": `${body.length}` },
    ...headers,
  };
  const lines = Object.entries(fields).map(([name, it]) =>
    `${name}: ${it}\r\n`
  );
  const client = await connectRaw(port);
  await client.send(`${request} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
  const text = await client.rest();
  client.close();
  return { status: Number(text.split(" ")[1]), text };
}

const withToken = { Authorization: `Bearer ${TOKEN}` };
const ARM = '{"state":"armed"}';

for (
  const host of [
    "evil.example",
    "evil.example:8889",
    "127.0.0.1",
    "127.0.0.1.evil.example:8889",
    "localhost.evil.example",
    "0.0.0.0:8889",
    "[::1]",
  ]
) {
  Deno.test(`rebinding: a request for ${host} reads nothing and does nothing`, () =>
    withAdmin(async (port, told) => {
      const Host = host.replace("8889", `${port}`);
      equal((await say(port, "GET /healthz", { Host })).status, 403);
      const headers = { ...withToken, Host };
      const moved = await say(port, "POST /admin/killswitch", headers, ARM);
      deepEqual([moved.status, told], [403, []]);
      ok(!moved.text.includes(TOKEN));
    }));
}

Deno.test("a request without a Host, or with two, reads nothing", () =>
  withAdmin(async (port) => {
    const raw = async (head: string) => {
      const client = await connectRaw(port);
      await client.send(
        `GET /healthz HTTP/1.1\r\n${head}Connection: close\r\n\r\n`,
      );
      const text = await client.rest();
      client.close();
      return text;
    };
    const ours = `Host: 127.0.0.1:${port}\r\n`;
    for (const head of ["", `${ours}Host: evil.example\r\n`]) {
      ok(!(await raw(head)).includes('"ok"'), head);
    }
    ok((await raw(ours)).includes('"ok"'));
  }));

for (
  const origin of [
    "http://evil.example",
    "null",
    "https://127.0.0.1",
    "file://",
  ]
) {
  Deno.test(`CSRF: a request of ${origin} is refused, even with the token`, () =>
    withAdmin(async (port, told) => {
      const headers = { ...withToken, Origin: origin };
      const moved = await say(port, "POST /admin/killswitch", headers, ARM);
      deepEqual([moved.status, told], [403, []]);
      ok(!/access-control-allow/i.test(moved.text));
      const read = await say(port, "GET /healthz", { Origin: origin });
      equal(read.status, 403);
    }));
}

Deno.test("CORS is off: no preflight is answered", () =>
  withAdmin(async (port) => {
    const { status, text } = await say(port, "OPTIONS /admin/killswitch", {
      Origin: "http://evil.example",
      "Access-Control-Request-Method": "POST",
    });
    equal(status, 403);
    ok(!/access-control-allow/i.test(text));
  }));

for (
  const [what, Authorization] of [
    ["none", ""],
    ["another", `Bearer ${"b".repeat(64)}`],
    ["a longer one", `Bearer ${TOKEN}a`],
    ["a shorter one", `Bearer ${TOKEN.slice(1)}`],
    ["another scheme", `Basic ${TOKEN}`],
    ["a lower-case scheme with the wrong token", "bearer x"],
  ] as const
) {
  Deno.test(`token: with ${what}, nothing changes`, () =>
    withAdmin(async (port, told) => {
      const headers: Record<string, string> = Authorization === ""
        ? {}
        : { Authorization };
      const moved = await say(port, "POST /admin/killswitch", headers, ARM);
      deepEqual([moved.status, told], [401, []]);
    }));
}

Deno.test("the token in the address or in the body counts for nothing", () =>
  withAdmin(async (port, told) => {
    const query = `POST /admin/killswitch?token=${TOKEN}`;
    equal((await say(port, query, {}, ARM)).status, 401);
    const body = `{"state":"armed","token":"${TOKEN}"}`;
    equal((await say(port, "POST /admin/killswitch", {}, body)).status, 401);
    deepEqual(told, []);
  }));

for (const method of ["GET", "PUT", "DELETE", "PATCH", "TRACE", "HEAD"]) {
  Deno.test(`method: ${method} moves no kill switch`, () =>
    withAdmin(async (port, told) => {
      const path = `${method} /admin/killswitch`;
      const { status } = await say(port, path, withToken, ARM);
      ok(status >= 400, `${status}`);
      deepEqual(told, []);
    }));
}

Deno.test("oversize: a body that is too large runs nothing, said or not", () =>
  withAdmin(async (port, told) => {
    const body = JSON.stringify({ state: "x".repeat(70_000) });
    const post = "POST /admin/killswitch";
    equal((await say(port, post, withToken, body)).status, 413);
    const client = await connectRaw(port);
    await client.send(
      `${post} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
        `Authorization: Bearer ${TOKEN}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;
    for (let i = 0; i < 6; i++) await client.send(chunk).catch(() => {});
    match(await client.until("\r\n"), /^HTTP\/1\.1 413/);
    client.close();
    deepEqual(told, []);
  }));

Deno.test("oversize: a head that is too large is not waited for", () =>
  withAdmin(async (port) => {
    const client = await connectRaw(port);
    await client.send(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`);
    for (let i = 0; i < 40; i++) {
      await client.send(`X-${i}: ${"x".repeat(8_000)}\r\n`).catch(() => {});
    }
    ok(!(await client.rest()).includes('"ok"'));
    client.close();
  }));

Deno.test("slow-loris: a head that comes byte by byte is not waited for", () =>
  withAdmin(async (port) => {
    const client = await connectRaw(port);
    const trickle = trickleInto(client, `GET /healthz HTTP/1.1\r\nHost: 127`);
    equal(await client.rest(), "");
    await trickle;
    client.close();
  }, { headMs: 150 }));

Deno.test("slow-loris: a body that comes byte by byte runs nothing", () =>
  withAdmin(async (port, told) => {
    const client = await connectRaw(port);
    await client.send(
      `POST /admin/killswitch HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
        `Authorization: Bearer ${TOKEN}\r\nContent-Length: 500\r\n\r\n`,
    );
    const trickle = trickleInto(client, " ".repeat(40));
    match(await client.until("\r\n"), /^HTTP\/1\.1 408/);
    client.close();
    await trickle;
    deepEqual(told, []);
  }, { bodyMs: 150 }));

Deno.test("slow-loris: a crowd that says nothing keeps nobody else out", () =>
  withAdmin(async (port) => {
    const crowd = await Promise.all(
      Array.from({ length: 40 }, () => connectRaw(port)),
    );
    equal((await say(port, "GET /healthz")).status, 200);
    for (const one of crowd) one.close();
  }));

Deno.test("the address is loopback's and no other", () =>
  withAdmin(async (port) => {
    for (const { address: hostname, family } of Deno.networkInterfaces()) {
      if (family !== "IPv4" || hostname.startsWith("127.")) continue;
      const reached = await Deno.connect({ hostname, port })
        .then((conn) => (conn.close(), true), () => false);
      equal(reached, false, hostname);
    }
  }));

/** Sends a text so slowly that patience ends before it does. */
async function trickleInto(client: RawClient, text: string): Promise<void> {
  for (const byte of text) {
    const gone = await client.send(byte).then(() => false, () => true);
    if (gone) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
