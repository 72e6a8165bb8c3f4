import { deepEqual, equal, match, ok } from "node:assert/strict";
import { STUB_HOSTS, writeStubHome } from "../../../cli/prove/stub_home.ts";
import {
  startStubProvider,
  type StubProvider,
} from "../../../cli/prove/stub_provider.ts";
import { inTempDir, run } from "../support/run.ts";
import { spawnWaterwall, waterwall } from "./waterwall.ts";

/** A home whose providers are played by a stub; whatever runs there is ended. */
async function inStubHome(
  test: (home: string, stub: StubProvider) => Promise<void>,
) {
  const stub = await startStubProvider();
  try {
    await inTempDir(async (home) => {
      await writeStubHome(home, { ...stub, hosts: STUB_HOSTS });
      try {
        await test(home, stub);
      } finally {
        await waterwall(["stop", "--home", home]);
      }
    });
  } finally {
    await stub.close();
  }
}

/** What an agent does: sends a secret, as its runtime finds its way by the environment. */
function agentWords(text: string): readonly string[] {
  const messages = [{ role: "user", content: text }];
  const body = JSON.stringify({ model: "m", max_tokens: 1, messages });
  const headers = { "content-type": "application/json", "x-api-key": "k" };
  const script = `const answer = await fetch(
    "https://api.anthropic.com/v1/messages",
    ${JSON.stringify({ method: "POST", headers, body })});
    console.log(answer.status);`;
  return [Deno.execPath(), "eval", script];
}

const secret = () =>
  "AKIA" +
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[byte % 32]).join("");

const offline = async (home: string) =>
  (await waterwall(["status", "--home", home])).stdout.startsWith("offline");

Deno.test("a command is run with its requests protected by a proxy of its own, which ends with it", () =>
  inStubHome(async (home, stub) => {
    const words = ["run", "--ephemeral", "--strict", "--home", home, "--"];
    const key = secret();
    const agent = agentWords(`export AWS_ACCESS_KEY_ID=${key}`);
    const ran = await waterwall([...words, ...agent]);
    equal(ran.code, 0, ran.stderr);
    equal(ran.stdout, "200\n");
    equal(
      ran.stderr,
      "waterwall: 1 secret was protected while deno ran, in 1 request\n",
    );
    equal(stub.received.length, 1);
    deepEqual(stub.tracesOf(key), []);
    ok(await offline(home));
    const chain = await waterwall(["verify-chain", home, "--json"]);
    equal(JSON.parse(chain.stdout).log.types.stop, 1);
  }));

Deno.test("a proxy that does not run is started, stays for the next command, and is used by it", () =>
  inStubHome(async (home) => {
    const words = [
      "run",
      "--home",
      home,
      "--",
      "sh",
      "-c",
      "echo $HTTPS_PROXY",
    ];
    const first = await waterwall(words);
    match(first.stdout, /^http:\/\/127\.0\.0\.1:\d+\n$/);
    match(first.stderr, /^waterwall: no secret had to be protected/);
    equal((await waterwall(["status", "--home", home])).code, 0);
    equal((await waterwall(words)).stdout, first.stdout);
    const own = await waterwall(["run", "--ephemeral", ...words.slice(1)]);
    equal(own.code, 2);
    match(own.stderr, /^error: .*one runs already.*\nhint: Leave out --eph/);
  }));

Deno.test("the command gets exactly the variables of env, and all others as they were", () =>
  inStubHome(async (home) => {
    const env = { NODE_EXTRA_CA_CERTS: "", NO_PROXY: "x.example", MARK: "m" };
    const words = ["run", "--home", home, "--", "env", "-0"];
    const { stdout } = await waterwall(words, { env });
    const set = Object.fromEntries(
      stdout.split("\0").filter(Boolean)
        .map((
          line,
        ) => [line.split("=")[0]!, line.slice(line.indexOf("=") + 1)]),
    );
    const exported = await waterwall(
      ["env", "--shell", "sh", "--home", home],
      { env },
    );
    const wanted = [...exported.stdout.matchAll(/^export (\w+)='(.*)'$/gm)];
    ok(wanted.length > 8);
    for (const [, name, value] of wanted) equal(set[name!], value, name!);
    equal(set.MARK, "m");
    equal(set.SSL_CERT_FILE, `${home}/ca-bundle.pem`);
  }));

Deno.test("its exit status is the command's, also when a signal ended it", () =>
  inStubHome(async (home) => {
    const words = ["run", "--home", home, "--", "sh", "-c"];
    equal((await waterwall([...words, "exit 7"])).code, 7);
    equal((await waterwall([...words, "kill -KILL $$"])).code, 137);
  }));

Deno.test("signals that it gets reach the command, which ends as it wants", () =>
  inStubHome(async (home) => {
    for (const signal of ["TERM", "INT", "HUP", "USR1"] as const) {
      const script = `trap 'echo got; exit 9' ${signal}
        echo ready; while :; do sleep 0.05; done`;
      const words = ["run", "--home", home, "--", "sh", "-c", script];
      const child = spawnWaterwall(words);
      const reader = child.stdout.pipeThrough(new TextDecoderStream())
        .getReader();
      equal((await reader.read()).value, "ready\n");
      child.kill(`SIG${signal}`);
      equal((await reader.read()).value, "got\n", signal);
      equal((await child.status).code, 9, signal);
      await Promise.all([
        reader.cancel(),
        child.stdin.close(),
        child.stderr.cancel(),
      ]);
    }
  }));

Deno.test("standard input is the command's, and options after its name are its own", () =>
  inStubHome(async (home) => {
    const words = ["run", "--home", home, "cat", "-u"];
    const { stdout, code } = await waterwall(words, { stdin: "through" });
    deepEqual([stdout, code], ["through", 0]);
  }));

Deno.test("with the kill switch armed it warns, and with --strict it does not start the command", () =>
  inStubHome(async (home) => {
    const words = ["--home", home, "--", "echo", "ran"];
    await waterwall(["killswitch", "arm", "--home", home]);
    const warned = await waterwall(["run", ...words]);
    deepEqual([warned.code, warned.stdout], [0, "ran\n"]);
    match(warned.stderr, /^warning: requests will be refused: the kill switch/);
    const strict = await waterwall(["run", "--strict", ...words]);
    deepEqual([strict.code, strict.stdout], [2, ""]);
    match(strict.stderr, /^error: Cannot run as the kill switch is armed/);
    equal(strict.stderr.trimEnd().split("\n").length, 2);
  }));

Deno.test("an agent that cannot be protected is named, and with --strict it is not started", () =>
  inStubHome((home) =>
    inTempDir(async (bin) => {
      const script = "#!/bin/sh\necho ran\n";
      await Deno.writeTextFile(`${bin}/cursor-agent`, script, { mode: 0o755 });
      const env = { PATH: `${bin}:${Deno.env.get("PATH")}` };
      const words = ["--home", home, "--", "cursor-agent"];
      const warned = await waterwall(["run", ...words], { env });
      equal(warned.stdout, "ran\n");
      match(warned.stderr, /^warning: Cursor is NOT protected: /);
      const strict = await waterwall(["run", "--strict", ...words], { env });
      deepEqual([strict.code, strict.stdout], [2, ""]);
    })
  ));

Deno.test("what is not there is not run, and no proxy is started for it", () =>
  inStubHome(async (home) => {
    const lines = [["no-such-program"], []];
    for (const command of lines) {
      const words = ["run", "--home", home, "--", ...command];
      const { code, stdout, stderr } = await waterwall(words);
      deepEqual([code, stdout], [2, ""]);
      equal(stderr.trimEnd().split("\n").length, 2, stderr);
    }
    ok(await offline(home));
    equal((await run("ls", [`${home}/audit`])).stdout, "");
  }));
