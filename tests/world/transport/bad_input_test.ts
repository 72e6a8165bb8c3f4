import { deepEqual, equal, match, ok } from "node:assert/strict";
import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import { connectRaw } from "./raw_client.ts";
import { type Scene, scene, secret } from "./scene.ts";
import { bodyOf } from "./stub_upstream.ts";
import { say, throughTls } from "./through_tls.ts";

/** Runs a test before a provider that only notes what reaches it. */
function noting(
  test: (scene: Scene, seen: readonly string[]) => Promise<void>,
  some: Parameters<typeof scene>[2] = {},
): Promise<void> {
  const seen: string[] = [];
  return scene(
    async (request, response) => {
      seen.push(`${request.rawHeaders.join(" ")} ${await bodyOf(request)}`);
      response.setHeader("content-type", "application/json");
      response.end("{}");
    },
    (scene) => test(scene, seen),
    some,
  );
}

const BODY = JSON.stringify({ key: secret });
const HOST = "Host: api.example.com";

/** Requests that two readers could read differently, and what stands in them. */
const SHAPES: Readonly<Record<string, string>> = {
  "two lengths": `Content-Length: ${BODY.length}\r\nContent-Length: 3\r\n`,
  "a list of lengths": `Content-Length: ${BODY.length}, 3\r\n`,
  "a length and chunks":
    `Content-Length: ${BODY.length}\r\nTransfer-Encoding: chunked\r\n`,
  "an unknown transfer coding": "Transfer-Encoding: xchunked\r\n",
  "chunked before another coding": "Transfer-Encoding: chunked, identity\r\n",
  "a negative length": "Content-Length: -1\r\n",
  "a signed length": `Content-Length: +${BODY.length}\r\n`,
  "a space before the colon": `Content-Length : ${BODY.length}\r\n`,
  "a folded field": `X-A: b\r\n c: d\r\nContent-Length: ${BODY.length}\r\n`,
  "a carriage return in a field":
    `X-A: b\rX-B: c\r\nContent-Length: ${BODY.length}\r\n`,
  "a NUL in a field": `X-A: b\0c\r\nContent-Length: ${BODY.length}\r\n`,
  "two hosts": `Host: evil.example\r\nContent-Length: ${BODY.length}\r\n`,
};

for (const [what, fields] of Object.entries(SHAPES)) {
  Deno.test(`a request with ${what} is refused, by CONNECT and by base URL`, () =>
    noting(async ({ port }, seen) => {
      const conn = await throughTls(port, "api.example.com");
      match(
        await say(conn, `POST /v1 HTTP/1.1\r\n${HOST}\r\n${fields}\r\n${BODY}`),
        /^HTTP\/1\.1 4\d\d /,
      );
      conn.close();
      const plain = await connectRaw(port);
      const host = `Host: 127.0.0.1:${port}`;
      await plain.send(
        `POST /example/v1 HTTP/1.1\r\n${host}\r\n${fields}\r\n${BODY}`,
      );
      match(await plain.until("\r\n\r\n"), /^HTTP\/1\.1 4\d\d /);
      plain.close();
      deepEqual(seen, []);
    }));
}

Deno.test("what follows a body's stated length is no part of it, and no request of another's", () =>
  noting(async ({ port }, seen) => {
    const conn = await throughTls(port, "api.example.com");
    const hidden =
      `GET /hidden HTTP/1.1\r\n${HOST}\r\nX-Note: ${secret}\r\n\r\n`;
    const text = `POST /v1 HTTP/1.1\r\n${HOST}\r\nContent-Length: 2\r\n\r\n{}`;
    let heard = await say(conn, text + hidden);
    while (!heard.includes("waterwall_policy")) heard += await say(conn, "");
    conn.close();
    equal(seen.length, 1);
    ok(!seen.join().includes(secret));
  }));

for (
  const [what, text] of [
    [
      "shorter than its stated length",
      `POST /example/v1 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999\r\n\r\n${BODY}`,
    ],
    [
      "whose chunks are none",
      `POST /example/v1 HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n${BODY}\r\n0\r\n\r\n`,
    ],
    [
      "whose chunks do not end",
      `POST /example/v1 HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n${
        BODY.length.toString(16)
      }\r\n${BODY}\r\n`,
    ],
  ] as const
) {
  Deno.test(`nothing leaves of a body ${what}`, () =>
    noting(async ({ port, entries }, seen) => {
      const plain = await connectRaw(port);
      await plain.send(text);
      await plain.endInput();
      ok(!(await plain.rest()).startsWith("HTTP/1.1 2"));
      plain.close();
      deepEqual(seen, []);
      ok(!entries.some(({ type }) => type === "redaction"));
    }));
}

const ENCODERS = {
  gzip: gzipSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
};

for (const [coding, encode] of Object.entries(ENCODERS)) {
  const post = (
    { client }: Scene,
    body: Uint8Array<ArrayBuffer>,
    type = "text/plain",
  ) =>
    fetch("https://api.example.com/v1", {
      client: client(),
      method: "POST",
      body,
      headers: { "content-encoding": coding, "content-type": type },
    });

  Deno.test(`a text in ${coding} that is cut off is refused, and nothing leaves`, () =>
    noting(async (scene, seen) => {
      const whole = new Uint8Array(encode(`${"words ".repeat(500)} ${secret}`));
      const answer = await post(scene, whole.slice(0, -3));
      equal(answer.status, 502);
      match((await answer.json()).error.message, /data is damaged/);
      deepEqual(seen, []);
    }));

  Deno.test(`a ${coding} bomb is refused at the limit, and nothing leaves`, () =>
    noting(async (scene, seen) => {
      const bomb = new Uint8Array(encode(new Uint8Array(2 ** 27)));
      const answer = await post(scene, bomb, "application/json");
      equal(answer.status, 502);
      match((await answer.json()).error.message, /decodes to more than/);
      deepEqual(seen, []);
    }));
}

Deno.test("an answer with a field that is none ends as an error, not as two answers", () =>
  scene((request, response) => {
    request.resume();
    response.socket!.end(
      "HTTP/1.1 200 OK\r\nX-A: b\rX-B: c\r\nContent-Length: 2\r\n\r\n{}",
    );
  }, async ({ client }) => {
    const answer = await fetch("https://api.example.com/v1", {
      client: client(),
    });
    equal(answer.status, 502);
    equal((await answer.json()).error.type, "waterwall_upstream");
  }));

Deno.test("an answer with two lengths ends as an error", () =>
  scene((request, response) => {
    request.resume();
    response.socket!.end(
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}HTTP/1.1",
    );
  }, async ({ client }) => {
    const answer = await fetch("https://api.example.com/v1", {
      client: client(),
    });
    equal(answer.status, 502);
    await answer.body?.cancel();
  }));

Deno.test("a stream without a line's end is refused at the limit, and takes no more memory than that", async () => {
  const MIB = 2 ** 20;
  const piece = new Uint8Array(MIB).fill(0x78);
  let sent = 0;
  let gone = false;
  await scene(async (request, response) => {
    request.resume();
    response.setHeader("content-type", "text/event-stream");
    response.write("data: ");
    response.once("close", () => gone = true);
    while (sent < 1024 && !gone) {
      sent += 1;
      if (response.write(piece)) continue;
      const { promise, resolve } = Promise.withResolvers<void>();
      response.once("drain", resolve).once("close", resolve);
      await promise;
      response.off("drain", resolve).off("close", resolve);
    }
    response.end();
  }, async ({ client }) => {
    const answer = await fetch("https://api.example.com/v1", {
      client: client(),
    });
    equal(answer.status, 502);
    match((await answer.json()).error.message, /an event .* over the limit/);
    ok(sent < 200, `${sent} MiB were taken`);
  }, { maxBodyBytes: 16 * MIB });
});
