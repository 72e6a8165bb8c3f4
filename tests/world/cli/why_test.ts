import { equal, match, notEqual, ok } from "node:assert/strict";
import { type RunningWaterwall, withRunning } from "./running_waterwall.ts";
import { waterwall as run } from "./waterwall.ts";

const KEY = "AKIA" + "QYLPMN5HHHFPZAM2";

async function say(text: string, { proxyPort }: RunningWaterwall) {
  const response = await fetch(
    `http://127.0.0.1:${proxyPort}/anthropic/v1/messages`,
    {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        model: "m",
        max_tokens: 9,
        messages: [{ role: "user", content: text }],
      }),
    },
  );
  return { status: response.status, text: await response.text() };
}

async function redactions(home: string) {
  const found = await run([
    "log",
    "--home",
    home,
    "--json",
    "--type",
    "redaction",
  ]);
  return found.stdout.trimEnd().split("\n").filter(Boolean)
    .map((line) => JSON.parse(line));
}

Deno.test("why tells rule, place and how to allow it; allow then lets the value through", () =>
  withRunning(async (running) => {
    const { home } = running;
    await say(`it is ${KEY}`, running);
    const [record] = await redactions(home);
    const [{ tag }] = record.items;
    const told = await run(["why", tag, "--home", home]);
    equal(told.code, 0);
    match(told.stdout, /rule {3}\S+/);
    match(told.stdout, /place {2}messages\.0\.content/);
    match(told.stdout, /waterwall allow [0-9a-f]{64}/);
    ok(!told.stdout.includes(KEY));
    const bySeq = await run(["why", String(record.seq), "--home", home]);
    match(bySeq.stdout, new RegExp(tag));

    const allowed = await run(["allow", tag, "--home", home]);
    equal(allowed.code, 0, allowed.stderr);
    match(
      await Deno.readTextFile(`${home}/policy.toml`),
      /sha256 = \["[0-9a-f]{64}"\]/,
    );
    await say(`it is ${KEY}`, running);
    equal((await redactions(home)).length, 1);
  }));

Deno.test("why exits 1 for a tag that nobody knows, and allow refuses it", () =>
  withRunning(async ({ home }) => {
    equal((await run(["why", "0123456789abcdef", "--home", home])).code, 1);
    const { code, stderr } = await run([
      "allow",
      "0123456789abcdef",
      "--home",
      home,
    ]);
    equal(code, 2);
    match(stderr, /Cannot tell which value has this tag/);
  }));

Deno.test("a secret whose action is block is refused with 502, and why still tells the rule", () =>
  withRunning(async (running) => {
    const { home } = running;
    await Deno.writeTextFile(`${home}/policy.toml`, 'action = "block"\n');
    await run(["allow", "f".repeat(64), "--home", home]);
    const { status, text } = await say(`it is ${KEY}`, running);
    equal(status, 502);
    equal(JSON.parse(text).error.type, "waterwall_policy");
    ok(!text.includes(KEY));
  }));

Deno.test("known shows sources and counts, and never a value", () =>
  withRunning(async ({ home }) => {
    const { code, stdout } = await run(["known", "--home", home, "--json"]);
    equal(code, 0);
    const { places } = JSON.parse(stdout);
    notEqual(places.length, 0);
    equal(places[0].source, "environment");
  }));
