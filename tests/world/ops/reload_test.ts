import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import http from "node:http";
import type { Service } from "../../../ops/service.ts";
import { connectRaw } from "../transport/raw_client.ts";
import { bodyOf, startStub } from "../transport/stub_upstream.ts";
import { ask, recordsIn, type Running, withService } from "./in_home.ts";

/** An instance in front of a provider that answers each request as told. */
async function beforeProvider(
  answer: http.RequestListener,
  test: (running: Running, hosts: string) => Promise<void>,
  { settings = "", ...options }: {
    readonly settings?: string;
    readonly watches?: boolean;
  } = {},
): Promise<void> {
  const stub = await startStub(answer, { secure: false });
  const hosts =
    'drain_timeout_seconds = 0\n[[host]]\nname = "api.anthropic.com"\n' +
    `upstream = "http://127.0.0.1:${stub.port}"\n`;
  try {
    await withService(
      { config: settings + hosts, ...options },
      (running) => test(running, hosts),
    );
  } finally {
    await stub.close();
  }
}

const ok200: http.RequestListener = (request, response) => {
  request.resume().on("end", () => response.end('{"ok":true}'));
};

/** One request, over a connection of an agent's; its status, and why if not 200. */
function send(
  service: Service,
  agent: http.Agent,
): Promise<number | string> {
  return new Promise((resolve, reject) => {
    const request = http.request({
      port: service.proxyPort,
      host: "127.0.0.1",
      path: "/anthropic/v1/messages",
      method: "POST",
      agent,
      headers: { "content-type": "application/json" },
    }, (response) => {
      const { statusCode = 0 } = response;
      let text = "";
      response.setEncoding("utf8").on("data", (piece) => text += piece)
        .once("end", () => resolve(statusCode === 200 ? 200 : text))
        .once("error", reject);
    });
    request.once("error", reject);
    request.end('{"messages":[{"role":"user","content":"hello"}]}');
  });
}

async function reload({ service, dir }: Running) {
  const token = (await Deno.readTextFile(`${dir}/admin.token`)).trim();
  return await ask(service, "/admin/reload", {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
  });
}

const write = ({ dir }: Running, text: string) =>
  Deno.writeTextFile(`${dir}/config.toml`, text);

/** What the proxy says to a CONNECT; its status. */
async function connect({ proxyPort }: Service, host: string) {
  const client = await connectRaw(proxyPort);
  await client.send(`CONNECT ${host}:443 HTTP/1.1\r\n\r\n`);
  const head = await client.until("\r\n\r\n");
  client.close();
  return Number(head.split(" ")[1]);
}

Deno.test("a host that is added is protected at once, and the person is told of the new CA", () =>
  beforeProvider(ok200, async (running, hosts) => {
    const { service, dir, log } = running;
    const before = await Deno.readTextFile(`${dir}/ca.pem`);
    equal(await connect(service, "llm.example.com"), 403);
    await write(running, `${hosts}[[host]]\nname = "llm.example.com"\n`);
    const { status, body } = await reload(running);
    deepEqual([status, body.ca_made, body.changed], [
      200,
      "host-outside",
      true,
    ]);
    equal(await connect(service, "llm.example.com"), 200);
    notEqual(await Deno.readTextFile(`${dir}/ca.pem`), before);
    ok(service.protectedHosts.includes("llm.example.com"));
    ok(log.some(({ text }) => /Made a new CA .*start your agents/.test(text)));
    // Else the change could be noticed, and answered, before it is asked for.
  }, { watches: false }));

Deno.test("a host that is taken away is refused at once", () =>
  beforeProvider(ok200, async (running, hosts) => {
    const { service } = running;
    const more = '[[host]]\nname = "llm.example.com"\npolicy = "protect"\n';
    await write(running, hosts + more);
    equal((await reload(running)).status, 200);
    equal(await connect(service, "llm.example.com"), 200);
    await write(running, hosts);
    equal((await reload(running)).status, 200);
    equal(await connect(service, "llm.example.com"), 403);
  }));

Deno.test("killswitch = true stops all traffic when it is written, and false lets it flow", () =>
  beforeProvider(ok200, async (running, hosts) => {
    const { service, dir } = running;
    using agent = ownAgent();
    equal(await send(service, agent), 200);
    await write(running, `killswitch = true\n${hosts}`);
    while ((await ask(service, "/healthz")).body.killswitch !== "armed") {
      await soon();
    }
    match(String(await send(service, agent)), /kill switch/i);
    await write(running, hosts);
    equal((await reload(running)).status, 200);
    equal(await send(service, agent), 200);
    const moves = (await recordsIn(dir))
      .filter(({ type }) => type === "killswitch");
    deepEqual(
      moves.map(({ source, state }) => `${source} ${state}`),
      ["config armed", "config clear"],
    );
  }));

Deno.test("a port cannot change while it runs: the whole file is refused, with the reason", () =>
  beforeProvider(ok200, async (running, hosts) => {
    const { service } = running;
    const more = '[[host]]\nname = "llm.example.com"\n';
    await write(running, `proxy_port = 9999\n${hosts}${more}`);
    const { status, body } = await reload(running);
    equal(status, 500);
    match(
      String(body.error),
      /proxy_port is read at the start only \(8888, now 9999\)/,
    );
    match(String(body.hint), /stop the instance/);
    equal(await connect(service, "llm.example.com"), 403);
  }));

Deno.test("a bad file changes nothing, and log, health and state say so until it is mended", () =>
  beforeProvider(ok200, async (running, hosts) => {
    const { service, log } = running;
    using agent = ownAgent();
    await write(running, `killswitch = true\nmax_body = 1\n${hosts}`);
    const why = /config\.toml:2: there is no setting max_body/;
    match(String((await reload(running)).body.error), why);
    ok(log.some(({ level, text }) => level === "warning" && why.test(text)));
    const health = await ask(service, "/healthz");
    equal(health.status, 200);
    match(String(health.body.reload_error), why);
    const { body } = await ask(service, "/admin/state");
    match(String((body.reload as { why: string }).why), why);
    equal(await send(service, agent), 200);
    await write(running, hosts);
    equal((await reload(running)).status, 200);
    equal((await ask(service, "/healthz")).body.reload_error, null);
  }));

Deno.test("a file that was emptied, perhaps to be written, changes nothing", () =>
  beforeProvider(ok200, async (running) => {
    const { service, dir } = running;
    using agent = ownAgent();
    for (const name of ["config.toml", "policy.toml"]) {
      const before = await Deno.readTextFile(`${dir}/${name}`);
      await Deno.writeTextFile(`${dir}/${name}`, "");
      match(String((await reload(running)).body.error), /it is empty/);
      equal(await send(service, agent), 200);
      await Deno.writeTextFile(`${dir}/${name}`, before);
    }
    equal((await reload(running)).status, 200);
  }));

Deno.test("a bad policy keeps a good configuration beside it from taking effect", () =>
  beforeProvider(ok200, async (running, hosts) => {
    const { service, dir } = running;
    await Deno.writeTextFile(`${dir}/policy.toml`, "shadw = true\n");
    const more = '[[host]]\nname = "llm.example.com"\n';
    await write(running, `${hosts}${more}`);
    equal((await reload(running)).status, 500);
    equal(await connect(service, "llm.example.com"), 403);
  }));

Deno.test("an answer that runs goes on to its end while the proxy is replaced", () => {
  const said = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  return beforeProvider(async (request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("event: ping\ndata: {}\n\n");
    said.resolve();
    await goOn.promise;
    response.end('event: ping\ndata: {"last":true}\n\n');
  }, async (running, hosts) => {
    const { service } = running;
    const answer = fetch(
      `http://127.0.0.1:${service.proxyPort}/anthropic/v1/messages`,
      {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: '{"stream":true,"messages":[]}',
      },
    );
    await said.promise;
    await write(running, `idle_timeout_seconds = 601\n${hosts}`);
    equal((await reload(running)).status, 200);
    goOn.resolve();
    match(await (await answer).text(), /"last":true/);
  });
});

for (const token_key of ["persistent", "ephemeral"]) {
  Deno.test(`the proxy that takes over restores what the one before replaced, with a key that is ${token_key}`, async () => {
    const secret = "AKIA" + "QYLPMN5HHHFPZAM2";
    let placeholder = "";
    await beforeProvider(async (request, response) => {
      const body = await bodyOf(request);
      placeholder ||= /<pl:[A-Z0-9_]+:[0-9a-f]{16}>/.exec(body)![0];
      const content = [{ type: "text", text: `use ${placeholder}` }];
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ type: "message", content }));
    }, async (running, hosts) => {
      const { service } = running;
      const tell = async (content: string) => {
        const url =
          `http://127.0.0.1:${service.proxyPort}/anthropic/v1/messages`;
        const answer = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ messages: [{ role: "user", content }] }),
        });
        return await answer.text();
      };
      ok((await tell(`a key: ${secret}`)).includes(secret));
      await write(
        running,
        `token_key = "${token_key}"\nidle_timeout_seconds = 601\n${hosts}`,
      );
      equal((await reload(running)).status, 200);
      ok((await tell("and again")).includes(secret));
    }, { settings: `token_key = "${token_key}"\n` });
  });
}

Deno.test("10 000 requests across 50 reloads: none fails, nothing is dropped", () =>
  beforeProvider(ok200, async (running, hosts) => {
    const { service, dir } = running;
    using agent = ownAgent();
    const statuses = new Map<number | string, number>();
    let sent = 0;
    let reloads = 0;
    const client = async () => {
      while (sent < 10_000 || reloads < 50) {
        sent += 1;
        const got = await send(service, agent).catch((error) => String(error));
        statuses.set(got, (statuses.get(got) ?? 0) + 1);
      }
    };
    const clients = Array.from({ length: 8 }, client);
    for (; reloads < 50; reloads++) {
      // Each tenth one has another proxy worker take over the port.
      const seconds = 600 + Math.floor(reloads / 10);
      await write(running, `idle_timeout_seconds = ${seconds}\n${hosts}`);
      await Deno.writeTextFile(
        `${dir}/policy.toml`,
        `[allow]\nsha256 = ["${`${reloads}`.padStart(64, "0")}"]\n`,
      );
      const { status, body } = await reload(running);
      equal(status, 200, JSON.stringify(body));
    }
    await Promise.all(clients);
    deepEqual([...statuses.keys()], [200]);
    ok(sent >= 10_000);
  }));

function ownAgent(): http.Agent & Disposable {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  return Object.assign(agent, { [Symbol.dispose]: () => agent.destroy() });
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 10));
