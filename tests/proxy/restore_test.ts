import { deepEqual, equal, rejects } from "node:assert/strict";
import {
  brotliCompressSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { LedgerError } from "../../audit/mod.ts";
import {
  failClosed,
  handle,
  type Incoming,
  PROVIDERS,
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
const UNKNOWN = "<pl:TEST:0000000000000000>";
const SSE = { "content-type": "text/event-stream; charset=utf-8" };
const delta = (text: string) =>
  `event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":${
    JSON.stringify(text)
  }}}\n\n`;

/** What a client gets for a request that holds the secret. */
function get(incoming: Incoming, overrides: Partial<Context> = {}) {
  const own = transcript({
    forward: () => Promise.resolve(incoming),
    ...overrides,
  });
  return { ...own, response: handle(ask(`["${SECRET}"]`), own.context) };
}

/** The same for a request without a secret, after one that had it. */
function getLater(incoming: Incoming, overrides: Partial<Context> = {}) {
  const own = transcript({
    forward: () => Promise.resolve(incoming),
    ...overrides,
  });
  own.context.vault.tokenise(SECRET);
  return { ...own, response: handle(ask("[]"), own.context) };
}

/** What is recorded before a request with a secret is sent. */
const ANNOUNCED = { final: false, restored: 0, unknown: 0 };
const records = (entries: readonly { type: string }[]) =>
  entries.filter(({ type }) => type === "restoration")
    .map((entry) => {
      const { final, restored, unknown } = entry as unknown as Record<
        string,
        number
      >;
      return { final, restored, unknown };
    });

Deno.test("a JSON answer comes back whole, with its new length, and is recorded", async () => {
  const { response, records: entries } = get(answer(`{"a":"${P} ${UNKNOWN}"}`, {
    "content-type": "application/json; charset=utf-8",
    "content-length": "999",
    "x-request-id": "req_1",
  }));
  const got = await response;
  deepEqual(records(entries), [
    ANNOUNCED,
    { final: true, restored: 1, unknown: 1 },
  ]);
  equal(
    got.headers.get("content-length"),
    String(`{"a":"${SECRET} ${UNKNOWN}"}`.length),
  );
  equal(got.headers.get("x-request-id"), "req_1");
  equal(await got.text(), `{"a":"${SECRET} ${UNKNOWN}"}`);
});

Deno.test("a JSON answer with an earlier request's secret waits for its record", async () => {
  const { response, said } = getLater(
    answer(`{"a":"${P}"}`, { "content-type": "application/json" }),
  );
  equal(await (await response).text(), `{"a":"${SECRET}"}`);
  deepEqual(said, ["record restoration", "note restoration"]);
});

Deno.test("an answer without placeholders leaves no record but the one announced", async () => {
  const { response, said } = get(
    answer('{"a":1.0}', { "content-type": "application/json" }),
  );
  equal(await (await response).text(), '{"a":1.0}');
  deepEqual(said, ["record redaction and restoration", "note restoration"]);
});

Deno.test("errors come back restored, with their status", async () => {
  const error = {
    ...answer(`{"error":{"message":"bad ${P}"}}`, {
      "content-type": "application/json",
    }),
    status: 400,
  };
  const got = await get(error).response;
  equal(got.status, 400);
  equal((await got.json()).error.message, `bad ${SECRET}`);
});

Deno.test("what calls itself JSON and is none is restored as text", async () => {
  const got = await get(
    answer(`<p>${P}`, { "content-type": "application/json" }),
  ).response;
  equal(await got.text(), `<p>${SECRET}`);
});

Deno.test("a stream's first restored byte waits for its record, its end for the counts", async () => {
  const { response, records: entries } = getLater(
    answer([delta("hi"), delta(`${P} `), delta(UNKNOWN), delta(P)], SSE),
  );
  const reader = (await response).body!.getReader();
  const text = async () =>
    new TextDecoder().decode((await reader.read()).value);
  equal(await text(), delta("hi"));
  deepEqual(records(entries), []);
  equal(await text(), delta(`${SECRET} `));
  deepEqual(records(entries), [ANNOUNCED]);
  await text();
  equal(await text(), delta(SECRET));
  equal((await reader.read()).done, true);
  deepEqual(records(entries).slice(1), [{
    final: true,
    restored: 2,
    unknown: 1,
  }]);
});

Deno.test("a stream that the client leaves is cancelled and its counts are recorded", async () => {
  let reason: unknown;
  const { response, records: entries } = get({
    status: 200,
    headers: new Headers(SSE),
    body: new ReadableStream({
      start: (controller) =>
        controller.enqueue(new TextEncoder().encode(delta(P))),
      cancel: (why) => void (reason = why),
    }),
  });
  const reader = (await response).body!.getReader();
  await reader.read();
  const pending = reader.read().catch(() => undefined);
  await reader.cancel("gone");
  await pending;
  equal(reason, "gone");
  deepEqual(records(entries), [
    ANNOUNCED,
    { final: true, restored: 1, unknown: 0 },
  ]);
});

Deno.test("a stream that breaks off breaks off for the client too, and is recorded", async () => {
  let sends = 0;
  const { response, records: entries } = get({
    status: 200,
    headers: new Headers(SSE),
    body: new ReadableStream({
      pull(controller) {
        if (sends++ === 0) {
          controller.enqueue(new TextEncoder().encode(delta(P)));
        } else controller.error(new Error("reset"));
      },
    }),
  });
  const reader = (await response).body!.getReader();
  await reader.read();
  await rejects(reader.read(), /cut off/);
  equal(records(entries).at(-1)?.final, true);
});

Deno.test("a stream whose record fails ends with an error and without the secret", async () => {
  const { response } = getLater(
    answer([delta("hi"), delta(P), delta("more")], SSE),
    {
      record: () =>
        Promise.reject(new LedgerError("write_failed", "Cannot write")),
    },
  );
  const reader = (await response).body!.getReader();
  await reader.read();
  await rejects(reader.read(), LedgerError);
});

Deno.test("a stream is read only as fast as it is taken", async () => {
  let sent = 0;
  const { response } = get({
    status: 200,
    headers: new Headers(SSE),
    body: new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode(delta(`${++sent}`)));
      },
    }, { highWaterMark: 0 }),
  });
  const reader = (await response).body!.getReader();
  await reader.read();
  await reader.read();
  equal(sent <= 3, true, String(sent));
  await reader.cancel();
});

Deno.test("a stream without a content-type is known by its first bytes", async () => {
  for (const start of ["", "\uFEFF", ": hello\n\n"]) {
    const out = await get(answer([`${start}ev`, delta(P).slice(2)])).response;
    equal(textOf(await out.bytes()), `${start}${delta(SECRET)}`);
  }
  const json = await get(answer(` {"a":"${P}"}`)).response;
  equal(
    json.headers.get("content-length"),
    String(` {"a":"${SECRET}"}`.length),
  );
  const binary = await get(answer(new Uint8Array([0, 1, 2, 255]))).response;
  deepEqual(await binary.bytes(), new Uint8Array([0, 1, 2, 255]));
});

Deno.test("an encoded answer is decoded, although none was asked for", async () => {
  for (
    const [type, body, wanted] of [
      ["application/json", `{"a":"${P}"}`, `{"a":"${SECRET}"}`],
      ["text/event-stream", delta(P), delta(SECRET)],
      ["image/png", P, P],
    ] as const
  ) {
    const got = await get(answer(new Uint8Array(gzipSync(body)), {
      "content-type": type,
      "content-encoding": "gzip",
    })).response;
    equal(got.headers.get("content-encoding"), null);
    equal(await got.text(), wanted);
  }
});

Deno.test("an answer in a coding that nobody asked for and nobody here knows is refused, not passed on", async () => {
  for (
    const [coding, told] of [
      ["compress", "compress"],
      ["gzip, Dcb", "dcb"],
      ["x".repeat(30), "an odd name"],
    ] as const
  ) {
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      cancel: () => void (isCancelled = true),
    });
    const headers = new Headers({ "content-encoding": coding });
    const own = transcript({
      forward: () => Promise.resolve({ status: 200, headers, body }),
    });
    const got = await failClosed(ask(`["${SECRET}"]`), own.context);
    equal(got.status, 502);
    const { type, error } = await got.json();
    equal(type, "error");
    equal(error.type, "waterwall_upstream");
    equal(error.message.endsWith(`is unknown: ${told}`), true);
    equal(isCancelled, true);
    equal(records(own.records).at(-1)?.final, true);
  }
});

Deno.test("an encoded answer that is cut off in the middle never ends as if it were whole", async () => {
  const encodings = {
    gzip: gzipSync,
    deflate: deflateSync,
    br: brotliCompressSync,
    zstd: zstdCompressSync,
  };
  for (const [coding, encode] of Object.entries(encodings)) {
    const whole = new Uint8Array(encode(delta(P).repeat(50)));
    const half = whole.slice(0, whole.length / 2);
    for (
      const type of ["text/event-stream", "application/json", "text/plain"]
    ) {
      const read = async () =>
        await (await get(answer(half, {
          "content-type": type,
          "content-encoding": coding,
        })).response).text();
      await rejects(read, /damaged or was cut off/, `${coding} ${type}`);
    }
  }
});

Deno.test("JSON lines and text are restored as they arrive", async () => {
  const lines = `{"message":{"content":"${
    P.slice(0, 5)
  }"}}\n{"message":{"content":"${P.slice(5)}"}}\n{"x":"${P}"}`;
  const ndjson = await get(
    answer([lines], { "content-type": "application/x-ndjson" }),
    {
      provider: PROVIDERS["generic"]!,
    },
  ).response;
  equal(
    await ndjson.text(),
    `{"message":{"content":""}}\n{"message":{"content":"${SECRET}"}}\n{"x":"${SECRET}"}`,
  );
  const bytes = new Uint8Array([0xff, ...new TextEncoder().encode(`é ${P}`)]);
  const text = await get(answer(bytes, { "content-type": "text/plain" }))
    .response;
  deepEqual(
    await text.bytes(),
    new Uint8Array([0xff, ...new TextEncoder().encode(`é ${SECRET}`)]),
  );
});

/** An answer in two pieces that is longer than what is read as a whole. */
const tooLong = (text: string, first = 50) => {
  const body = JSON.stringify({ pad: "x".repeat(100), a: text });
  const incoming = answer([body.slice(0, first), body.slice(first)], {
    "content-type": "application/json",
    "content-length": String(body.length),
  });
  return { body, incoming };
};

Deno.test("an answer over the limit passes when there is nothing to restore", async () => {
  const { body, incoming } = tooLong(UNKNOWN);
  const got = await get(incoming, { limits: { maxBodyBytes: 60 } }).response;
  equal(await got.text(), body);
  equal(got.headers.get("content-length"), String(body.length));
});

Deno.test("an answer over the limit ends with an error where something is to be restored", async () => {
  const over = /over the limit: 60 bytes/;
  const { incoming } = tooLong(P, 125);
  const got = await get(incoming, { limits: { maxBodyBytes: 60 } }).response;
  await rejects(got.text(), over);
  const early = tooLong(P, 200);
  const { response } = get(early.incoming, { limits: { maxBodyBytes: 60 } });
  await rejects(response, over);
});

Deno.test("a file that is fetched later is restored line by line, whatever it is called", async () => {
  const quoted = 'a"b';
  for (const type of ["application/octet-stream", "application/json", ""]) {
    const line = (s: string) =>
      `{"id":1.0,"body":{"text":${JSON.stringify(s)}}}`;
    const lines = (s: string) => `${line(s)}\n${line("x")}\r\n\n${line(s)}`;
    const own = transcript({
      forward: () => {
        const tag = `<pl:TEST:${own.context.vault.tagOf(quoted)}>`;
        return Promise.resolve(answer(lines(tag), { "content-type": type }));
      },
    });
    own.context.vault.tokenise(quoted);
    const got = await handle(ask(null, { method: "GET" }), own.context);
    equal(await got.text(), lines(quoted), type);
  }
});

Deno.test("an answer that nobody knows is restored byte for byte, a form too", async () => {
  for (
    const type of ["application/octet-stream", "multipart/mixed; boundary=b"]
  ) {
    const bytes = (s: string) =>
      new Uint8Array([0, 255, ...new TextEncoder().encode(s), 0, 254]);
    const got = await get(answer(bytes(P), { "content-type": type })).response;
    deepEqual(await got.bytes(), bytes(SECRET));
  }
});

Deno.test("an answer without a body has none", async () => {
  const got = await get({ status: 204, headers: new Headers(), body: null })
    .response;
  equal(got.status, 204);
  equal(got.body, null);
});
