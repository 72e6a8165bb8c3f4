import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { homeAt } from "../../../ops/home.ts";
import { readRunning } from "../../../ops/running.ts";
import { recordsIn } from "../ops/in_home.ts";
import { inTempDir } from "../support/run.ts";
import { startStub } from "../transport/stub_upstream.ts";
import { spawnWaterwall } from "./waterwall.ts";

/** A stream that has begun through an instance that is then asked to end. */
function beforeEnd(
  drainSeconds: number,
  test: (stream: {
    readonly answer: Response;
    /** Has the provider say its last. */
    readonly finish: () => void;
    /** Whether a new connection is taken. */
    readonly takes: () => Promise<boolean>;
  }) => Promise<void>,
): Promise<void> {
  return inTempDir(async (home) => {
    const rest = Promise.withResolvers<void>();
    const stub = await startStub(async (request, response) => {
      request.resume();
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("event: ping\ndata: {}\n\n");
      await rest.promise;
      response.end('event: ping\ndata: {"last":true}\n\n');
    }, { secure: false });
    await Deno.writeTextFile(
      `${home}/config.toml`,
      "proxy_port = 0\nadmin_port = 0\n" +
        `drain_timeout_seconds = ${drainSeconds}\n` +
        '[[host]]\nname = "api.anthropic.com"\n' +
        `upstream = "http://127.0.0.1:${stub.port}"\n`,
    );
    const child = spawnWaterwall(["start", "--home", home]);
    const said = [child.stdout, child.stderr]
      .map((stream) => new Response(stream).text());
    let running = null;
    while (!(running = await readRunning(homeAt(home)))) await soon();
    const { proxyPort: port } = running;
    const answer = await fetch(
      `http://127.0.0.1:${port}/anthropic/v1/messages`,
      {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: '{"stream":true,"messages":[]}',
      },
    );
    child.kill("SIGTERM");
    const takes = () =>
      Deno.connect({ hostname: "127.0.0.1", port })
        .then((conn) => (conn.close(), true), () => false);
    try {
      await test({ answer, finish: rest.resolve, takes });
    } finally {
      rest.resolve();
      const { code } = await child.status;
      await Promise.all(said);
      await child.stdin.close().catch(() => {});
      await stub.close();
      equal(code, 0);
    }
    const records = (await recordsIn(home))
      .filter(({ type }) => type !== "checkpoint");
    deepEqual(
      [records.at(-1)!.type, records.at(-1)!.reason],
      ["stop", "SIGTERM"],
    );
  });
}

Deno.test("SIGTERM lets a running stream finish, takes nobody new, and records the stop last", () =>
  beforeEnd(60, async ({ answer, finish, takes }) => {
    while (await takes()) await soon();
    finish();
    match(await answer.text(), /"last":true/);
  }));

Deno.test("what does not finish within its limit is cut", () =>
  beforeEnd(1, async ({ answer }) => {
    await rejects(answer.text());
  }));

const soon = () => new Promise((resolve) => setTimeout(resolve, 10));
