import { equal, match, notEqual, ok } from "node:assert/strict";
import { startStubProvider } from "../../../cli/prove/stub_provider.ts";
import { type RunningWaterwall, startWaterwall } from "./running_waterwall.ts";

async function withRunning(test: (one: RunningWaterwall) => Promise<void>) {
  const stub = await startStubProvider();
  try {
    const running = await startWaterwall(stub);
    try {
      await test(running);
    } finally {
      await running.stop();
    }
  } finally {
    await stub.close();
  }
}

async function health(port: number) {
  const response = await fetch(`http://127.0.0.1:${port}/healthz`);
  return await response.json() as { policy_hash: string };
}

async function reload({ home, adminPort }: RunningWaterwall) {
  const token = (await Deno.readTextFile(`${home}/admin.token`)).trim();
  const response = await fetch(`http://127.0.0.1:${adminPort}/admin/reload`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: await response.json() };
}

async function records(home: string) {
  const texts: string[] = [];
  for await (const { name } of Deno.readDir(`${home}/audit`)) {
    if (!/^log-.*\.jsonl$/.test(name)) continue;
    texts.push(await Deno.readTextFile(`${home}/audit/${name}`));
  }
  return texts.join("").trimEnd().split("\n").map((line) => JSON.parse(line));
}

Deno.test("the first start writes a policy that explains itself", () =>
  withRunning(async ({ home }) => {
    match(await Deno.readTextFile(`${home}/policy.toml`), /^\[allow\]$/m);
  }));

Deno.test("a policy is put in force by a reload, and a policy record says so", () =>
  withRunning(async (running) => {
    const { home, adminPort } = running;
    const before = await health(adminPort);
    await Deno.writeTextFile(`${home}/policy.toml`, "shadow = true\n");
    const { status, body } = await reload(running);
    equal(status, 200);
    const after = await health(adminPort);
    equal(body.policy_hash, after.policy_hash);
    notEqual(after.policy_hash, before.policy_hash);
    const record = (await records(home)).find(({ type }) => type === "policy");
    equal(record.old, before.policy_hash);
    equal(record.new, after.policy_hash);
  }));

Deno.test("a bad policy is refused with file, line and reason, and the old one stays", () =>
  withRunning(async (running) => {
    const { home, adminPort } = running;
    const before = await health(adminPort);
    await Deno.writeTextFile(`${home}/policy.toml`, "\nshadw = true\n");
    const { status, body } = await reload(running);
    equal(status, 500);
    match(body.error, /policy\.toml:2: there is no key shadw/);
    equal(body.hint, "Write shadow");
    equal((await health(adminPort)).policy_hash, before.policy_hash);
    ok(!(await records(home)).some(({ type }) => type === "policy"));
  }));

Deno.test("a policy that changed on disk is in force without a word from anybody", () =>
  withRunning(async ({ home, adminPort }) => {
    const before = await health(adminPort);
    await Deno.writeTextFile(`${home}/policy.toml`, 'action = "block"\n');
    const until = Date.now() + 20_000;
    while ((await health(adminPort)).policy_hash === before.policy_hash) {
      ok(Date.now() < until, "it was never noticed");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }));
