import { deepEqual, equal, ok } from "node:assert/strict";
import http from "node:http";
import net from "node:net";
import tls from "node:tls";
import { startStub } from "../transport/stub_upstream.ts";
import { ask, type Running, withService } from "./in_home.ts";

const TAKEOVERS = 10;
const CLIENTS = 4;
/** What each client sends at least, however quick the takeovers are. */
const REQUESTS = 60;

const HOST = "api.anthropic.com";
const BODY = '{"messages":[{"role":"user","content":"hello"}]}';
const headersFor = (host: string) => ({
  host,
  "content-type": "application/json",
  "content-length": BODY.length,
  connection: "close",
});

/** One request over this connection, which then ends; its status. */
function exchange(
  socket: net.Socket,
  { host, path }: { readonly host: string; readonly path: string },
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = http.request({
      createConnection: () => socket,
      method: "POST",
      path,
      headers: headersFor(host),
    }, (answer) => {
      answer.resume().once("end", () => resolve(answer.statusCode))
        .once("error", reject);
    });
    request.once("error", reject).end(BODY);
  });
}

function connected(port: number): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => resolve(socket)).once("error", reject);
  });
}

/** TLS to the protected host, through the proxy. */
async function tunnelled(port: number, ca: string): Promise<net.Socket> {
  const socket = await connected(port);
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject).once("data", (head) => {
      const said = String(head);
      if (said.startsWith("HTTP/1.1 200 ")) resolve();
      else reject(new Error(said));
    });
    socket.write(`CONNECT ${HOST}:443 HTTP/1.1\r\nHost: ${HOST}:443\r\n\r\n`);
  });
  return await new Promise((resolve, reject) => {
    const secure = tls.connect({ socket, ca, servername: HOST });
    secure.once("secureConnect", () => resolve(secure)).once("error", reject);
  });
}

/** How the requests of one kind ended, each over a connection of its own. */
class Tally {
  readonly #by = new Map<string, number>();
  sent = 0;

  async send(request: () => Promise<number | undefined>): Promise<void> {
    const ended = await request().then(String, String);
    this.sent += 1;
    this.#by.set(ended, (this.#by.get(ended) ?? 0) + 1);
  }

  get ends(): readonly string[] {
    return [...this.#by.keys()];
  }
}

async function reload({ service, dir }: Running, config: string) {
  await Deno.writeTextFile(`${dir}/config.toml`, config);
  const token = (await Deno.readTextFile(`${dir}/admin.token`)).trim();
  const { status, body } = await ask(service, "/admin/reload", {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
  });
  equal(status, 200, JSON.stringify(body));
}

/** What each takeover is caused by: hosts and limits come and go. */
function configOf(takeover: number, upstream: number): string {
  const more = takeover % 2 === 0
    ? ""
    : '[[host]]\nname = "llm.example.com"\npolicy = "tunnel"\n';
  return `drain_timeout_seconds = 0\nidle_timeout_seconds = ${600 + takeover}
[[host]]\nname = "${HOST}"\nupstream = "http://127.0.0.1:${upstream}"\n${more}`;
}

Deno.test("of clients that connect anew for each request, by CONNECT or by base URL, none sees a takeover", async () => {
  const stub = await startStub((request, response) => {
    request.resume().once("end", () => response.end('{"ok":true}'));
  }, { secure: false });
  try {
    const config = configOf(0, stub.port);
    await withService({ config }, async (running) => {
      const { service: { proxyPort }, dir } = running;
      const ca = await Deno.readTextFile(`${dir}/ca.pem`);
      let takeovers = 0;
      const client = async (request: () => Promise<number | undefined>) => {
        const tally = new Tally();
        while (takeovers < TAKEOVERS || tally.sent < REQUESTS) {
          await tally.send(request);
        }
        return tally;
      };
      const clients = Array.from({ length: CLIENTS }, () => [
        client(async () =>
          await exchange(await connected(proxyPort), {
            host: `127.0.0.1:${proxyPort}`,
            path: "/anthropic/v1/messages",
          })
        ),
        client(async () =>
          await exchange(await tunnelled(proxyPort, ca), {
            host: HOST,
            path: "/v1/messages",
          })
        ),
      ]).flat();
      for (; takeovers < TAKEOVERS; takeovers++) {
        await reload(running, configOf(takeovers + 1, stub.port));
      }
      const tallies = await Promise.all(clients);
      deepEqual([...new Set(tallies.flatMap(({ ends }) => ends))], ["200"]);
      ok(tallies.every(({ sent }) => sent >= REQUESTS));
    });
  } finally {
    await stub.close();
  }
});
