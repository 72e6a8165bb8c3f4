import { deepEqual, equal, ok } from "node:assert/strict";
import { startStubProvider } from "../../../cli/prove/stub_provider.ts";
import { startWaterwall } from "./running_waterwall.ts";
import { waterwall } from "./waterwall.ts";

const VIEWS = [
  "/",
  "/healthz",
  "/metrics",
  "/admin/state",
  "/admin/known",
  "/page/page.js",
];

/** Values that no answer and no log may hold. */
const CANARIES = {
  key: "AKIA" + "QYLPMN5HHHFPZAM2",
  header: "canary-" + crypto.randomUUID(),
  query: "canary-" + crypto.randomUUID(),
  words: "canary-" + crypto.randomUUID(),
  refused: "canary-" + crypto.randomUUID(),
};

Deno.test("no answer of the admin server and no log tells a secret, a header or a body", async () => {
  const stub = await startStubProvider();
  const running = await startWaterwall(stub);
  const { home, proxyPort, adminPort } = running;
  try {
    const token = (await Deno.readTextFile(`${home}/admin.token`)).trim();
    const send = (body: string, type = "application/json") =>
      fetch(
        `http://127.0.0.1:${proxyPort}/anthropic/v1/messages?k=${CANARIES.query}`,
        {
          method: "POST",
          headers: { "content-type": type, "x-api-key": CANARIES.header },
          body,
        },
      ).then((answer) => answer.text());
    const admin = `http://127.0.0.1:${adminPort}`;
    const post = (path: string, body: string) =>
      fetch(admin + path, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body,
      }).then((answer) => answer.text());
    await Deno.writeTextFile(
      `${home}/config.toml`,
      'log_level = "debug"\n' + await Deno.readTextFile(`${home}/config.toml`),
    );
    const told: string[] = [await post("/admin/reload", "{}")];
    const content = `${CANARIES.words} ${CANARIES.key}`;
    await send(JSON.stringify({ messages: [{ role: "user", content }] }));
    await send(`{"broken": "${CANARIES.refused}`);
    await send(`\u0000${CANARIES.refused}`, "image/png");
    for (const path of VIEWS) {
      told.push(await (await fetch(admin + path)).text());
    }
    told.push(
      await post("/admin/why", JSON.stringify({ hash: CANARIES.words })),
      await post("/admin/killswitch", `{"state":"${CANARIES.words}"}`),
      await post("/admin/ledger", `{"order":"${CANARIES.words}"}`),
      await post("/admin/reload", `{"${CANARIES.words}`),
    );
    const events = await fetch(`${admin}/admin/events`);
    const reader = events.body!.getReader();
    told.push(new TextDecoder().decode((await reader.read()).value));
    await reader.cancel();
    const logs = await waterwall(["logs", "--home", home, "--json"]);
    told.push(logs.stdout, logs.stderr);
    equal(logs.code, 0);
    for (
      const name of ["key", "header", "query", "words", "refused"] as const
    ) {
      const where = told.findIndex((text) => text.includes(CANARIES[name]));
      equal(where, -1, `${name} is told: ${told[where]?.slice(0, 200)}`);
    }
    ok(told.every((text) => !text.includes(token)));
  } finally {
    await running.end();
  }
  deepEqual(await filesWith(home, Object.values(CANARIES)), []);
  await running.stop();
  await stub.close();
});

/** The files of a folder, at any depth, that hold one of these. */
async function filesWith(
  dir: string,
  values: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(dir)) {
    const path = `${dir}/${name}`;
    if (isDirectory) found.push(...await filesWith(path, values));
    else {
      const text = new TextDecoder().decode(await Deno.readFile(path));
      if (values.some((value) => text.includes(value))) found.push(path);
    }
  }
  return found;
}
