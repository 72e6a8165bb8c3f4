import {
  deepEqual,
  equal,
  match,
  notEqual,
  ok,
  rejects,
} from "node:assert/strict";
import { startStubProvider } from "../../../cli/prove/stub_provider.ts";
import { STUB_HOSTS, writeStubHome } from "../../../cli/prove/stub_home.ts";
import { ConfigError, HomeError, ServiceError } from "../../../ops/errors.ts";
import { readRunning } from "../../../ops/running.ts";
import { type Service, startService } from "../../../ops/service.ts";
import { ownPort } from "../support/own_port.ts";
import { until } from "../support/until.ts";
import { connectRaw } from "../transport/raw_client.ts";
import { Gate } from "./orders.ts";
import {
  ask,
  inFolder,
  onService,
  recordsIn,
  type Running,
  withService,
} from "./in_home.ts";

const MORTAL = {
  keys: new URL("./mortal_keys.ts", import.meta.url),
  proxy: new URL("./mortal_proxy.ts", import.meta.url),
};

const typesIn = async (dir: string) =>
  (await recordsIn(dir)).map(({ type }) => type);

/** Runs a test with an instance in front of a stub provider. */
async function beforeStub(
  test: (running: Running, gate: Gate) => Promise<void>,
): Promise<void> {
  const stub = await startStubProvider();
  const gate = new Gate();
  try {
    await inFolder(async (dir) => {
      await writeStubHome(dir, { ...stub, hosts: STUB_HOSTS });
      await onService(dir, { modules: MORTAL }, (one) => test(one, gate));
    });
  } finally {
    gate.end();
    await stub.close();
  }
}

/** A request to the first provider, in base-URL mode; its status. */
async function request({ proxyPort }: Service): Promise<number> {
  const url = `http://127.0.0.1:${proxyPort}/anthropic/v1/messages`;
  const content = "AKIA" + "IOSFODNN7" + "QWERTZU";
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": "k" },
    body: JSON.stringify({
      model: "m",
      max_tokens: 9,
      messages: [{ role: "user", content }],
    }),
  });
  await answer.body?.cancel();
  return answer.status;
}

Deno.test("the first start makes everything, closed to others, and says so on record", () =>
  inFolder(async (dir) => {
    await onService(dir, {}, async ({ service }) => {
      equal(service.caMade, "new");
      ok(service.protectedHosts.includes("api.anthropic.com"));
      const names = await Array.fromAsync(Deno.readDir(dir));
      for (const { name, isFile } of names) {
        if (!isFile) continue;
        const { mode } = await Deno.stat(`${dir}/${name}`);
        equal(mode! & 0o077, 0, name);
      }
      deepEqual(
        names.map(({ name }) => name).sort(),
        [
          "admin.token",
          "audit",
          "ca-bundle.pem",
          "ca.key",
          "ca.pem",
          "config.toml",
          "policy.toml",
          "running.json",
          "signing.key",
          "tokenization.key",
        ],
      );
    });
    ok((await typesIn(dir)).includes("start"));
  }));

Deno.test("the next start keeps keys and CA, and goes on with the log", () =>
  inFolder(async (dir) => {
    const kept = ["ca.pem", "ca.key", "signing.key", "tokenization.key"];
    const read = () =>
      Promise.all(kept.map((name) => Deno.readFile(`${dir}/${name}`)));
    await onService(dir, {}, () => Promise.resolve());
    const before = await read();
    await onService(dir, {}, async ({ service }) => {
      equal(service.caMade, null);
      deepEqual(await read(), before);
    });
    const types = (await typesIn(dir)).filter((type) => type !== "checkpoint");
    deepEqual(types, ["genesis", "start", "stop", "start", "stop"]);
  }));

Deno.test("a clean end leaves its reason as the last word, and frees the home", () =>
  inFolder(async (dir) => {
    await onService(dir, {}, async ({ service }) => {
      equal((await readRunning(service.home))?.pid, Deno.pid);
      await service.stop("enough");
      equal(await service.finished, "enough");
      equal(await readRunning(service.home), null);
    });
    const last = (await recordsIn(dir)).filter(({ type }) => type === "stop");
    deepEqual(last.map(({ reason }) => reason), ["enough"]);
  }));

Deno.test("two instances do not share a home", () =>
  withService({}, async ({ dir, service }) => {
    await rejects(
      startService({ home: dir, proxyPort: 0, adminPort: 0, log: () => {} }),
      (error) => {
        return error instanceof HomeError && error.code === "running" &&
          error.message.includes(String(service.proxyPort));
      },
    );
    equal((await ask(service, "/healthz")).status, 200);
  }));

for (const which of ["proxyPort", "adminPort"] as const) {
  Deno.test(`a ${which} that is taken is refused, and nothing stays behind`, () =>
    inFolder(async (dir) => {
      const port = ownPort();
      const listener = Deno.listen({ hostname: "127.0.0.1", port });
      await rejects(
        onService(dir, { [which]: port }, () => Promise.resolve()),
        (error) => error instanceof ServiceError && error.code === "port_taken",
      );
      listener.close();
      await onService(dir, { [which]: port }, ({ service }) => {
        equal(service[which], port);
        return Promise.resolve();
      });
    }));
}

for (
  const [what, config, pattern] of [
    ["an unknown key", "\nkillswich = true", /config\.toml:2.*killswich/],
    [
      "a missing CA file",
      '[[host]]\nname = "a.b"\nupstream_ca = "no.pem"',
      /no\.pem/,
    ],
  ] as const
) {
  Deno.test(`with ${what} in its configuration, it does not start`, () =>
    rejects(
      withService({ config }, () => Promise.resolve()),
      (error) => error instanceof ConfigError && pattern.test(error.message),
    ));
}

Deno.test("a configuration that is empty is the default one", () =>
  withService({}, async ({ service }) => {
    const { status, body } = await ask(service, "/healthz");
    equal(status, 200);
    equal(body.status, "ok");
    ok(Number(body.patterns_loaded) > 20);
    match(String(body.policy_hash), /^[0-9a-f]{64}$/);
    deepEqual(
      [body.chain_intact, body.killswitch, body.upstream_reachable],
      [true, "clear", null],
    );
    ok(Date.parse(String(body.ca_expires)) > Date.now());
  }));

Deno.test("a change of the protected hosts makes a new CA at the next start", () =>
  inFolder(async (dir) => {
    await onService(dir, {}, () => Promise.resolve());
    const before = await Deno.readTextFile(`${dir}/ca.pem`);
    await Deno.writeTextFile(
      `${dir}/config.toml`,
      '[[host]]\nname = "llm.example.com"',
    );
    await onService(dir, {}, async ({ service }) => {
      equal(service.caMade, "host-outside");
      notEqual(await Deno.readTextFile(`${dir}/ca.pem`), before);
    });
  }));

Deno.test("a CA whose key was exchanged keeps it from starting, and the log says so", () =>
  inFolder(async (dir) => {
    await inFolder(async (other) => {
      for (const home of [dir, other]) {
        await onService(home, {}, () => Promise.resolve());
      }
      await Deno.copyFile(`${other}/ca.key`, `${dir}/ca.key`);
    });
    await rejects(
      onService(dir, {}, () => Promise.resolve()),
      /its key is another's/,
    );
    const stops = (await recordsIn(dir)).filter(({ type }) => type === "stop");
    deepEqual(stops.map(({ reason }) => reason), ["tested", "could not start"]);
  }));

Deno.test("the workers have exactly their permissions, as they run", () =>
  beforeStub(async ({ dir }) => {
    const channel = new BroadcastChannel("waterwall-test-orders");
    const ended = (who: string, path: string) =>
      new Promise<string>((resolve) => {
        channel.onmessage = ({ data }) => {
          if (data.who === "test") resolve(data.ended);
        };
        channel.postMessage({ who, order: "read", path });
      });
    equal(await ended("keys", `${dir}/ca.key`), "allowed");
    equal(await ended("keys", "/etc/passwd"), "NotCapable");
    equal(await ended("proxy", `${dir}/ca.key`), "NotCapable");
    channel.close();
  }));

/** Has a worker die, if it can hear that already. */
function orderToDie(who: string): void {
  const channel = new BroadcastChannel("waterwall-test-orders");
  try {
    channel.postMessage({ who, order: "die" });
  } catch { /* a worker that is just ending disturbs Deno's channels */ }
  channel.close();
}

/** Has a worker die, and waits until that is known. */
async function kill(who: string, { logged }: Running): Promise<void> {
  const channel = new BroadcastChannel("waterwall-test-orders");
  channel.postMessage({ who, order: "die" });
  await logged(new RegExp(`The ${who} worker died`));
  channel.close();
}

Deno.test("a proxy worker that dies is an alarm, refused for, and replaced", () =>
  beforeStub(async (running, gate) => {
    const { service, log, logged } = running;
    equal(await request(service), 200);
    gate.close();
    await kill("proxy", running);
    equal((await ask(service, "/healthz")).body.status, "proxy_down");
    gate.open();
    await logged(/The proxy is back/);
    equal(await request(service), 200);
    equal((await ask(service, "/healthz")).status, 200);
    ok(log.some(({ level }) => level === "alarm"));
  }));

Deno.test("while the proxy worker is away, no request goes anywhere", () =>
  beforeStub(async (running) => {
    await kill("proxy", running);
    const { service } = running;
    let isBack = false;
    void running.logged(/The proxy is back/).then(() => isBack = true);
    const seen = new Set<number | null>();
    await until("the proxy is back", async () => {
      seen.add(await request(service).catch(() => null));
      return isBack;
    });
    deepEqual([...seen].filter((it) => ![null, 200, 502].includes(it)), []);
    equal(await request(service), 200);
  }));

Deno.test("while the keys worker is away nothing is forwarded; then it goes on", () =>
  beforeStub(async (running, gate) => {
    const { service, dir, logged } = running;
    equal(await request(service), 200);
    gate.close();
    await kill("keys", running);
    equal(await request(service), 502);
    equal((await ask(service, "/healthz")).body.status, "audit_down");
    gate.open();
    await logged(/The keys worker is back/);
    equal(await request(service), 200);
    await service.stop();
    const types = (await typesIn(dir)).filter((type) => type !== "checkpoint");
    equal(types.filter((type) => type === "start").length, 2);
    equal(types.filter((type) => type === "redaction").length, 2);
  }));

for (const who of ["keys", "proxy"]) {
  Deno.test(`a ${who} worker that dies while it is being started is started again, once`, () =>
    beforeStub(async (running) => {
      const { service, log } = running;
      await kill(who, running);
      for (let i = 0; i < 40; i++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        orderToDie(who);
      }
      const told = (what: string) =>
        log.filter(({ text }) => text.includes(what)).length;
      await until(
        "every death is followed by a return",
        async () =>
          told("worker died") === told("is back") &&
          await request(service).catch(() => 0) === 200,
      );
    }));
}

Deno.test("a proxy worker that dies before those refused for it have left is replaced too", () =>
  beforeStub(async (running) => {
    const { service } = running;
    const is200 = async () => await request(service).catch(() => 0) === 200;
    await kill("proxy", running);
    // Refused, and in no hurry to leave: the door waits for it to close.
    const refused = await Deno.connect({ port: service.proxyPort });
    await until("a new worker serves", is200);
    orderToDie("proxy");
    await until("it is gone", async () => !await is200());
    refused.close();
    await until("another one serves", is200);
  }));

Deno.test("a log that is exchanged under the ledger stops all traffic", () =>
  beforeStub(async ({ service, dir, logged }) => {
    equal(await request(service), 200);
    for await (const { name } of Deno.readDir(`${dir}/audit`)) {
      if (name.startsWith("log-")) {
        await Deno.truncate(`${dir}/audit/${name}`, 10);
      }
    }
    equal(await request(service), 502);
    await logged(/takes no more records/);
    const { status, body } = await ask(service, "/healthz");
    deepEqual([status, body.chain_intact], [503, false]);
  }));

Deno.test("the sentinel file arms the kill switch, also at the start, and both moves are recorded", () =>
  inFolder(async (dir) => {
    await Deno.writeTextFile(`${dir}/killswitch`, "");
    await onService(dir, {}, async ({ service }) => {
      const state = async () =>
        (await ask(service, "/healthz")).body.killswitch;
      equal(await state(), "armed");
      equal(await request(service), 502);
      await Deno.remove(`${dir}/killswitch`);
      await until("it is clear", async () => await state() === "clear");
      await Deno.writeTextFile(`${dir}/killswitch`, "");
      await until("it is armed", async () => await state() === "armed");
    });
    const moves = (await recordsIn(dir))
      .filter(({ type }) => type === "killswitch");
    deepEqual(
      moves.map(({ source, state }) => `${source} ${state}`),
      ["sentinel armed", "sentinel clear", "sentinel armed"],
    );
  }));

Deno.test("the configuration arms the kill switch", () =>
  withService({ config: "killswitch = true" }, async ({ service }) => {
    equal(await request(service), 502);
    const { status, body } = await ask(service, "/healthz");
    equal(status, 503);
    deepEqual(body.killswitch_sources, ["config"]);
  }));

Deno.test("HTTP moves the kill switch with the token, and not without", () =>
  withService({}, async ({ service, dir }) => {
    const move = (token: string, state: string) =>
      ask(service, "/admin/killswitch", {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ state }),
      });
    const token = (await Deno.readTextFile(`${dir}/admin.token`)).trim();
    equal((await move("wrong", "armed")).status, 401);
    equal((await ask(service, "/healthz")).status, 200);
    deepEqual((await move(token, "armed")).body, { killswitch: ["http"] });
    equal(await request(service), 502);
    deepEqual((await move(token, "clear")).body, { killswitch: [] });
    equal((await move(token, "perhaps")).status, 400);
  }));

Deno.test("one cleared switch does not clear another", () =>
  withService({ config: "killswitch = true" }, async ({ service, dir }) => {
    const token = (await Deno.readTextFile(`${dir}/admin.token`)).trim();
    for (const state of ["armed", "clear"]) {
      await ask(service, "/admin/killswitch", {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ state }),
      });
    }
    equal((await ask(service, "/healthz")).body.killswitch, "armed");
  }));

Deno.test("the state counts what is on record", () =>
  beforeStub(async ({ service }) => {
    await request(service);
    await until(
      "it is counted",
      async () => (await ask(service, "/admin/state")).body.redactions === 1,
    );
    const { body } = await ask(service, "/admin/state");
    deepEqual(body.byHost, { "api.anthropic.com": 1 });
    deepEqual(body.byKind, { AWS_ACCESS_KEY_ID: 1 });
    ok(!JSON.stringify(body).includes("IOSFODNN7"));
  }));

Deno.test("the admin server is for this machine's own programs, for reading", () =>
  withService({}, async ({ service }) => {
    const { adminPort } = service;
    const raw = async (head: string) => {
      const client = await connectRaw(adminPort);
      await client.send(`${head}\r\nConnection: close\r\n\r\n`);
      const answer = await client.rest();
      client.close();
      return Number(answer.split(" ")[1]);
    };
    const get = "GET /healthz HTTP/1.1\r\n";
    equal(await raw(`${get}Host: 127.0.0.1:${adminPort}`), 200);
    equal(await raw(`${get}Host: evil.example:${adminPort}`), 403);
    equal(
      await raw(`${get}Host: localhost:${adminPort}\r\nOrigin: http://evil`),
      403,
    );
    equal(
      await raw(`DELETE /healthz HTTP/1.1\r\nHost: 127.0.0.1:${adminPort}`),
      405,
    );
    for (const { address: hostname, family } of Deno.networkInterfaces()) {
      if (family !== "IPv4" || hostname.startsWith("127.")) continue;
      await rejects(Deno.connect({ hostname, port: adminPort }));
    }
  }));

Deno.test("a host that is denied is logged once, with the lines that would permit it", () =>
  withService({}, async ({ service, log, logged }) => {
    for (let i = 0; i < 3; i++) {
      const client = await connectRaw(service.proxyPort);
      await client.send("CONNECT other.example.com:443 HTTP/1.1\r\n\r\n");
      await client.rest();
      client.close();
    }
    await logged(/Denied other\.example\.com/);
    const told = log.filter(({ text }) => text.startsWith("Denied"));
    equal(told.length, 1);
    match(told[0]!.text, /name = "other\.example\.com"/);
  }));
