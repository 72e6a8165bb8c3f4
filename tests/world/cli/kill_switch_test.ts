import { deepEqual, equal, match, ok } from "node:assert/strict";
import { recordsIn } from "../ops/in_home.ts";
import { type RunningWaterwall, withRunning } from "./running_waterwall.ts";

type Source = "config" | "sigusr1" | "sentinel" | "http";

/** Each way to arm and to clear, as a person or a program would. */
const MOVES: Readonly<
  Record<Source, (one: RunningWaterwall, arm: boolean) => Promise<void>>
> = {
  config: async ({ home }, arm) => {
    const path = `${home}/config.toml`;
    const text = (await Deno.readTextFile(path))
      .replace(/^killswitch = .*\n/, "");
    const draft = `${path}.new`;
    await Deno.writeTextFile(draft, `killswitch = ${arm}\n${text}`);
    await Deno.rename(draft, path);
  },
  sigusr1: ({ pid }) => Promise.resolve(Deno.kill(pid, "SIGUSR1")),
  sentinel: ({ home }, arm) =>
    arm
      ? Deno.writeTextFile(`${home}/killswitch`, "")
      : Deno.remove(`${home}/killswitch`),
  http: async ({ home, adminPort }, arm) => {
    const token = (await Deno.readTextFile(`${home}/admin.token`)).trim();
    const url = `http://127.0.0.1:${adminPort}/admin/killswitch`;
    const answer = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ state: arm ? "armed" : "clear" }),
    });
    await answer.body?.cancel();
  },
};

const SOURCES = Object.keys(MOVES) as Source[];

async function armedIn({ adminPort }: RunningWaterwall): Promise<Source[]> {
  const answer = await fetch(`http://127.0.0.1:${adminPort}/healthz`);
  return (await answer.json()).killswitch_sources;
}

async function untilArmed(one: RunningWaterwall, wanted: readonly Source[]) {
  for (;;) {
    const armed = await armedIn(one);
    if (armed.length === wanted.length) {
      return deepEqual(new Set(armed), new Set(wanted));
    }
    await soon();
  }
}

/** One request in base-URL mode; its status and text. */
async function send({ proxyPort }: RunningWaterwall) {
  const url = `http://127.0.0.1:${proxyPort}/anthropic/v1/messages`;
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": "k" },
    body: JSON.stringify({ messages: [{ role: "user", content: "hello" }] }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** What the proxy says to a CONNECT; its first line. */
async function connect({ proxyPort: port }: RunningWaterwall) {
  const conn = await Deno.connect({ hostname: "127.0.0.1", port });
  const head = "CONNECT api.anthropic.com:443 HTTP/1.1\r\n\r\n";
  await conn.write(new TextEncoder().encode(head));
  const bytes = new Uint8Array(4_096);
  const length = await conn.read(bytes) ?? 0;
  conn.close();
  return new TextDecoder().decode(bytes.subarray(0, length));
}

Deno.test("each switch alone stops all traffic, by tunnel and by base URL, names itself, and clears", () =>
  withRunning(async (running, stub) => {
    equal((await send(running)).status, 200);
    for (const source of SOURCES) {
      await MOVES[source](running, true);
      await untilArmed(running, [source]);
      stub.forget();
      const { status, text } = await send(running);
      equal(status, 502);
      match(text, new RegExp(`"[^"]*${source}[^"]*"`));
      match(await connect(running), new RegExp(`^HTTP/1.1 502[^]*${source}`));
      equal(stub.received.length, 0, source);
      await MOVES[source](running, false);
      await untilArmed(running, []);
      equal((await send(running)).status, 200);
    }
  }));

Deno.test("all four together: traffic flows only when the last one is clear", () =>
  withRunning(async (running, stub) => {
    for (const [i, source] of SOURCES.entries()) {
      await MOVES[source](running, true);
      await untilArmed(running, SOURCES.slice(0, i + 1));
    }
    stub.forget();
    for (const [i, source] of SOURCES.entries()) {
      const { status, text } = await send(running);
      equal(status, 502);
      for (const other of SOURCES.slice(i)) ok(text.includes(other));
      await MOVES[source](running, false);
      await untilArmed(running, SOURCES.slice(i + 1));
    }
    equal(stub.received.length, 0);
    equal((await send(running)).status, 200);
    const moves = (await recordsIn(running.home))
      .filter(({ type }) => type === "killswitch")
      .map(({ source, state }) => `${source} ${state}`);
    deepEqual(moves, [
      ...SOURCES.map((source) => `${source} armed`),
      ...SOURCES.map((source) => `${source} clear`),
    ]);
  }));

Deno.test("under load, what is armed lets nothing through from the first refusal on", () =>
  withRunning(async (running, stub) => {
    for (const source of SOURCES) {
      let over = false;
      let refusedMs = 0;
      const refused = [0, 0, 0, 0];
      const client = async (_: number, nth: number) => {
        while (!over) {
          if ((await send(running)).status !== 502) continue;
          refusedMs ||= performance.now();
          refused[nth]! += 1;
        }
      };
      const each = async (times: number) => {
        while (!refused.every((count) => count >= times)) await soon();
      };
      const clients = refused.map(client);
      const before = stub.received.length;
      while (stub.received.length < before + 20) await soon();
      const askedMs = performance.now();
      await MOVES[source](running, true);
      // Once each client has been refused, nothing of before is under way.
      await each(1);
      const seen = stub.received.length;
      await each(12);
      equal(stub.received.length, seen, `${source} let a request through`);
      over = true;
      await Promise.all(clients);
      // deno-lint-ignore no-console
      console.log(
        `  ${source}: refused ${Math.round(refusedMs - askedMs)} ms later`,
      );
      await MOVES[source](running, false);
      await untilArmed(running, []);
    }
  }));

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));
