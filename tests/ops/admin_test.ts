import { deepEqual, equal } from "node:assert/strict";
import { type AdminContext, answerAdmin } from "../../ops/admin.ts";

const token = "t".repeat(43);

/** An admin server with one view, one command, and what the command was told. */
function admin(): { context: AdminContext; told: unknown[] } {
  const told: unknown[] = [];
  const context: AdminContext = {
    port: 8889,
    token,
    views: {
      "/healthz": () => ({ status: 503, body: { status: "starting" } }),
    },
    commands: {
      "/admin/killswitch": (body) => {
        told.push(body);
        return Promise.resolve({ status: 200, body: { ok: true } });
      },
    },
  };
  return { context, told };
}

interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

async function ask(
  path: string,
  { method = "GET", headers = {}, body }: Ask = {},
) {
  const { context, told } = admin();
  const request = new Request(`http://127.0.0.1:8889${path}`, {
    method,
    headers: { host: "127.0.0.1:8889", ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const answer = await answerAdmin(request, context);
  return { status: answer.status, answer, told };
}

const allowed = { authorization: `Bearer ${token}` };

Deno.test("health is readable without a token, with the status it has", async () => {
  const { status, answer } = await ask("/healthz");
  equal(status, 503);
  deepEqual(await answer.json(), { status: "starting" });
  equal(answer.headers.get("cache-control"), "no-store");
});

Deno.test("a command runs with the token", async () => {
  const { status, told } = await ask("/admin/killswitch", {
    method: "POST",
    headers: allowed,
    body: '{"state":"armed"}',
  });
  equal(status, 200);
  deepEqual(told, [{ state: "armed" }]);
});

for (
  const [what, authorization] of [
    ["no token", undefined],
    ["another token", `Bearer ${"u".repeat(43)}`],
    ["a part of the token", `Bearer ${"t".repeat(42)}`],
    ["the token without its scheme", token],
  ] as const
) {
  Deno.test(`a command with ${what} does nothing`, async () => {
    const { status, told } = await ask("/admin/killswitch", {
      method: "POST",
      headers: authorization ? { authorization } : {},
      body: "{}",
    });
    equal(status, 401);
    deepEqual(told, []);
  });
}

for (
  const host of [
    "evil.example",
    "evil.example:8889",
    "127.0.0.1:80",
    "127.0.0.1",
  ]
) {
  Deno.test(`a request whose Host is ${host} is refused, so DNS rebinding fails`, async () => {
    equal((await ask("/healthz", { headers: { host } })).status, 403);
  });
}

Deno.test("a request of another page is refused, even with the token", async () => {
  const { status, told } = await ask("/admin/killswitch", {
    method: "POST",
    headers: { ...allowed, origin: "http://evil.example" },
    body: "{}",
  });
  equal(status, 403);
  deepEqual(told, []);
});

Deno.test("even our own page may only read", async () => {
  const headers = { ...allowed, origin: "http://127.0.0.1:8889" };
  equal((await ask("/healthz", { headers })).status, 503);
  const change = { method: "POST", headers, body: "{}" };
  equal((await ask("/admin/killswitch", change)).status, 403);
});

Deno.test("a wrong method is answered with the right one", async () => {
  const { status, answer } = await ask("/admin/killswitch");
  equal(status, 405);
  equal(answer.headers.get("allow"), "POST");
  equal((await ask("/healthz", { method: "DELETE" })).status, 405);
});

Deno.test("an unknown path is answered 404", async () => {
  equal((await ask("/etc/passwd")).status, 404);
  equal((await ask("/constructor")).status, 404);
});

Deno.test("a body that is not JSON, or too large, runs nothing", async () => {
  for (
    const [body, wanted] of [["{", 400], ["x".repeat(70_000), 413]] as const
  ) {
    const { status, told } = await ask("/admin/killswitch", {
      method: "POST",
      headers: allowed,
      body,
    });
    equal(status, wanted);
    deepEqual(told, []);
  }
});

Deno.test("HEAD of a stream ends the stream", async () => {
  let isOpen = true;
  const body = new ReadableStream({ cancel: () => void (isOpen = false) });
  const { context } = admin();
  const answer = await answerAdmin(
    new Request("http://127.0.0.1:8889/admin/events", {
      method: "HEAD",
      headers: { host: "127.0.0.1:8889" },
    }),
    { ...context, views: { "/admin/events": () => new Response(body) } },
  );
  equal(answer.status, 200);
  deepEqual([answer.body, isOpen], [null, false]);
});
