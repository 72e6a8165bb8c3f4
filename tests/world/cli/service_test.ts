import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import { inTempDir, run } from "../support/run.ts";
import { withRunning } from "./running_waterwall.ts";
import { spawnWaterwall, waterwall } from "./waterwall.ts";

Deno.test("start says in a few lines what listens, which hosts are protected and what to paste", () =>
  withRunning(({ greeting, proxyPort, adminPort }) => {
    ok(greeting.split("\n").length < 10);
    ok(greeting.includes(`127.0.0.1:${proxyPort}`));
    ok(greeting.includes(`127.0.0.1:${adminPort}`));
    ok(greeting.includes("api.anthropic.com"));
    return Promise.resolve();
  }));

Deno.test("the line that start prints works when it is pasted, from any folder", () =>
  withRunning(({ greeting, home, proxyPort }) =>
    inTempDir(async (cwd) => {
      const line = greeting.split("\n").find((line) => /\benv\b/.test(line))!;
      const script = `${line}\nprintf '%s %s' "$HTTPS_PROXY" "$DENO_CERT"`;
      const env = { SHELL: "/bin/sh" };
      const pasted = await run("sh", ["-c", script], { cwd, env });
      equal(pasted.code, 0, pasted.stderr);
      equal(
        pasted.stdout,
        `http://127.0.0.1:${proxyPort} ${home}/ca.pem`,
      );
    })
  ));

Deno.test("status tells who runs, where, and that it protects", () =>
  withRunning(async ({ home, pid, proxyPort, adminPort }) => {
    const { code, stdout } = await waterwall([
      "status",
      "--json",
      "--home",
      home,
    ]);
    equal(code, 0);
    const { health, ...status } = JSON.parse(stdout);
    deepEqual(status, {
      running: true,
      healthy: true,
      pid,
      proxy_port: proxyPort,
      admin_port: adminPort,
      home,
    });
    equal(health.status, "ok");
    const told = await waterwall(["status", "--home", home]);
    match(told.stdout, /^up: process \d+/);
  }));

Deno.test("a second start in the same home is refused, with what to do", () =>
  withRunning(async ({ home }) => {
    const { code, stdout, stderr } = await waterwall(["start", "--home", home]);
    deepEqual([code, stdout], [2, ""]);
    equal(stderr.trimEnd().split("\n").length, 2);
    ok(stderr.startsWith("error: Cannot start"));
  }));

Deno.test("it goes on protecting when nobody reads what it prints", () =>
  inTempDir(async (home) => {
    const config = "proxy_port = 0\nadmin_port = 0\n";
    await Deno.writeTextFile(`${home}/config.toml`, config);
    const child = spawnWaterwall(["start", "--home", home]);
    await Promise.all([child.stdout.cancel(), child.stderr.cancel()]);
    const isUp = async () =>
      (await waterwall(["status", "--home", home])).code === 0;
    while (!await isUp());
    ok(await isUp());
    child.kill("SIGTERM");
    await child.stdin.close();
    equal((await child.status).code, 0);
  }));

Deno.test("env speaks sh, fish and PowerShell", () =>
  withRunning(async ({ home, proxyPort }) => {
    const proxy = `http://127.0.0.1:${proxyPort}`;
    const lines = {
      sh: `export HTTPS_PROXY='${proxy}'`,
      fish: `set -gx HTTPS_PROXY '${proxy}'`,
      powershell: `$env:HTTPS_PROXY = '${proxy}'`,
    };
    for (const [shell, line] of Object.entries(lines)) {
      const env = await waterwall(["env", "--home", home, "--shell", shell]);
      equal(env.code, 0);
      ok(env.stdout.split("\n").includes(line), env.stdout);
      equal(env.stderr, "");
    }
  }));

Deno.test("SIGTERM ends it with status 0, and the log it leaves verifies, with its stop on record", () =>
  withRunning(async ({ home, end }) => {
    equal(await end(), 0);
    equal((await waterwall(["status", "--home", home])).code, 1);
    const pinned = ["verify-chain", home].concat(
      "--pubkey",
      `${home}/audit/log.vkey`,
    );
    const { code, stdout } = await waterwall([...pinned, "--json"]);
    equal(code, 0, stdout);
    equal(JSON.parse(stdout).log.types.stop, 1);
  }));

Deno.test("where nothing runs, status exits 1, and env still routes to the proxy that is to come, with a warning", () =>
  inTempDir(async (home) => {
    const status = await waterwall(["status", "--home", home]);
    equal(status.code, 1);
    equal(status.stdout, `offline: nothing runs in ${home}\n`);
    const never = await waterwall(["env", "--home", home]);
    equal(never.code, 2);
    match(never.stderr, /hint: Run `waterwall start` first/);
    await Deno.writeTextFile(`${home}/ca.pem`, "");
    await Deno.writeTextFile(`${home}/config.toml`, "proxy_port = 18888\n");
    const set = await waterwall(["env", "--home", home, "--shell", "sh"]);
    equal(set.code, 0);
    ok(set.stdout.includes("http://127.0.0.1:18888"));
    ok(set.stderr.startsWith("warning: no proxy answers"));
  }));

Deno.test("a broken configuration keeps it from starting, names file and line, and leaves no trace", () =>
  inTempDir(async (home) => {
    const config = `${home}/config.toml`;
    await Deno.writeTextFile(config, "\nproxy_prot = 1\n");
    const { code, stderr } = await waterwall(["start", "--home", home]);
    equal(code, 2);
    ok(stderr.includes(`${config}:2`), stderr);
    ok(stderr.includes("hint: Write proxy_port"), stderr);
    equal(stderr.trimEnd().split("\n").length, 2);
  }));

Deno.test("regen-ca makes a new root for the hosts of now, and says that it must be read again", () =>
  withRunning(async ({ home, ca }) => {
    const before = await Deno.readTextFile(ca);
    const { code, stdout, stderr } = await waterwall([
      "regen-ca",
      "--home",
      home,
    ]);
    equal(code, 0, stderr);
    notEqual(await Deno.readTextFile(ca), before);
    ok(stdout.includes("  api.anthropic.com\n"));
    ok(stderr.startsWith("warning: the running proxy still uses the old CA"));
  }));

Deno.test("regen-ca has nothing to do where nothing was ever started", () =>
  inTempDir(async (home) => {
    const { code, stderr } = await waterwall(["regen-ca", "--home", home]);
    equal(code, 2);
    equal(stderr.trimEnd().split("\n").length, 2);
  }));
