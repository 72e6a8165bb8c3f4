import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { createHash } from "node:crypto";
import { gzipSync, zstdCompressSync } from "node:zlib";
import {
  handle,
  type Outgoing,
  PROVIDERS,
  RefusalError,
} from "../../proxy/mod.ts";
import type { Context } from "../../proxy/mod.ts";
import {
  answer,
  ask,
  placeholderOf,
  textOf,
  transcript,
} from "./transcript.ts";

const SECRET = "SECRET-alpha";
const P = placeholderOf(SECRET);

async function send(
  body: BodyInit | null,
  options: Parameters<typeof ask>[1] = {},
  overrides: Partial<Context> = {},
): Promise<Outgoing> {
  const { context, sent } = transcript(overrides);
  await (await handle(ask(body, options), context)).text();
  return sent[0]!;
}
const refuses = (code: string, pattern: RegExp) => (error: unknown) => {
  equal(error instanceof RefusalError && error.code, code);
  match((error as Error).message, pattern);
  equal((error as Error).message.includes(SECRET), false);
  return true;
};

Deno.test("an encoded body is read, and leaves as identity only if it had a secret", async () => {
  for (
    const [coding, encode] of [["gzip", gzipSync], [
      "zstd",
      zstdCompressSync,
    ]] as const
  ) {
    const headers = {
      "content-encoding": coding,
      "content-md5": "x",
      digest: "y",
    };
    const changed = await send(new Uint8Array(encode(`["${SECRET}"]`)), {
      headers,
    });
    equal(textOf(changed.body), `["${P}"]`);
    equal(changed.headers.get("content-length"), String(P.length + 4));
    for (const name of ["content-encoding", "digest"]) {
      equal(changed.headers.get(name), null);
    }
    const md5 = createHash("md5").update(changed.body!).digest("base64");
    equal(changed.headers.get("content-md5"), md5);
    const bytes = new Uint8Array(encode('["nothing"]'));
    const same = await send(bytes, { headers });
    deepEqual(same.body, bytes);
    equal(same.headers.get("content-encoding"), coding);
    equal(same.headers.get("content-length"), String(bytes.length));
    equal(same.headers.get("content-md5"), "x");
  }
});

Deno.test("hop-by-hop fields stay here, and the answer is asked for as identity", async () => {
  const { headers } = await send("{}", {
    headers: {
      "accept-encoding": "gzip, br",
      connection: "keep-alive, x-mine",
      "x-mine": "1",
      "proxy-authorization": `Basic ${SECRET}`,
      te: "trailers",
      "x-other": "2",
      authorization: `Bearer ${SECRET}`,
      "x-api-key": SECRET,
    },
  });
  equal(headers.get("accept-encoding"), "identity");
  for (
    const name of ["connection", "x-mine", "proxy-authorization", "te", "host"]
  ) {
    equal(headers.get(name), null);
  }
  equal(headers.get("x-other"), "2");
  equal(headers.get("authorization"), `Bearer ${SECRET}`);
  equal(headers.get("x-api-key"), SECRET);
});

Deno.test("path and query go on exactly as they came, without the prefix", async () => {
  const path = "/anthropic/v1/messages?beta=true&x=a%20b";
  equal((await send("{}", { path })).path, path);
  equal(
    (await send("{}", { path }, { prefix: "/anthropic" })).path,
    path.slice(10),
  );
  equal(
    (await send("{}", { path: "/anthropic?a=1" }, { prefix: "/anthropic" }))
      .path,
    "/?a=1",
  );
});

Deno.test("a secret in the path, the query or a header is refused by name, never by value", async () => {
  await rejects(
    send("{}", { headers: { "x-note": `my ${SECRET}` } }),
    refuses("policy", /the header x-note/),
  );
  await rejects(
    send("{}", { path: `/v1/messages?note=${SECRET}` }),
    refuses("policy", /parameter note/),
  );
  await rejects(
    send("{}", { path: `/v1/messages?no%74e=S%45CRET-alpha` }),
    refuses("policy", /parameter note/),
  );
  await rejects(
    send("{}", { path: `/v1/messages?${SECRET}=1` }),
    refuses("policy", /parameter's name/),
  );
  await rejects(
    send("{}", { path: `/v1/S%45CRET-alpha` }),
    refuses("policy", /the URL's path/),
  );
});

Deno.test("the provider's own credential in the query passes", async () => {
  const provider = PROVIDERS["gemini"]!;
  const path = `/v1beta/models/g:generateContent?key=${SECRET}`;
  equal((await send("{}", { path }, { provider })).path, path);
  await rejects(send("{}", { path }), RefusalError);
});

Deno.test("a signed request passes as it is, and is refused once a secret had to be replaced", async () => {
  const provider = PROVIDERS["bedrock"]!;
  const headers = { authorization: "AWS4-HMAC-SHA256 Credential=x" };
  const options = { headers, path: "/model/m/converse" };
  equal(textOf((await send("{}", options, { provider })).body), "{}");
  await rejects(
    send(`["${SECRET}"]`, options, { provider }),
    refuses("policy", /signed/),
  );
});

Deno.test("a body over the limit is refused, declared or not", async () => {
  const limits = { maxBodyBytes: 10 };
  await rejects(
    send(`["${"x".repeat(20)}"]`, {}, { limits }),
    refuses("body", /over the limit: 10/),
  );
  const headers = { "content-length": "11" };
  await rejects(
    send(`["xxxxxxx"]`, { headers }, { limits }),
    refuses("body", /limit/),
  );
  const bomb = new Uint8Array(gzipSync(new Uint8Array(1_000_000)));
  const gzip = { "content-encoding": "gzip" };
  await rejects(
    send(bomb, { headers: gzip }, { limits: { maxBodyBytes: 5000 } }),
    refuses("body", /more than the limit/),
  );
});

Deno.test("a body that breaks off is refused", async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("{"));
      controller.error(new Error(SECRET));
    },
  });
  const { context, sent } = transcript();
  const request = new Request("https://api.anthropic.com/v1/messages", {
    method: "POST",
    body,
  });
  await rejects(handle(request, context), refuses("body", /ended too early/));
  equal(sent.length, 0);
});

Deno.test("a request without a body has none", async () => {
  const { body, headers, method } = await send(null, { method: "GET" });
  equal(body, null);
  equal(method, "GET");
  equal(headers.get("content-length"), null);
});

Deno.test("ChatGPT's pages pass unread, Codex does not", async () => {
  const provider = PROVIDERS["codex"]!;
  const { context, sent, said } = transcript({ provider });
  const forward: Context["forward"] = (outgoing) => {
    sent.push(outgoing);
    return Promise.resolve(
      answer(`["${P}"]`, { "content-type": "application/json" }),
    );
  };
  const page = await handle(
    ask(`not JSON ${SECRET}`, { path: `/backend-api/me?x=${SECRET}` }),
    { ...context, forward },
  );
  equal(textOf(sent[0]!.body), `not JSON ${SECRET}`);
  equal(await page.text(), `["${P}"]`);
  deepEqual(said, []);
  await handle(ask(`["${SECRET}"]`, { path: "/backend-api/codex/responses" }), {
    ...context,
    forward,
  });
  equal(textOf(sent[1]!.body), `["${P}"]`);
});

Deno.test("one request's secrets are recorded once each, and many in several records", async () => {
  const { context, records } = transcript();
  const secrets = Array.from(
    { length: 1200 },
    (_, i) =>
      "SECRET-" +
      [...String(i)].map((digit) => "abcdefghij"[Number(digit)]).join(""),
  );
  await (await handle(ask(JSON.stringify([...secrets, ...secrets])), context))
    .text();
  const items = records.flatMap((entry) =>
    entry.type === "redaction" ? [entry.items] : []
  );
  deepEqual(items.map(({ length }) => length), [500, 500, 200]);
  for (const each of items) equal(JSON.stringify(each).length < 60_000, true);
});
