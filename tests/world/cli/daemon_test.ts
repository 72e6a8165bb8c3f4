import { deepEqual, equal, match, ok } from "node:assert/strict";
import { STUB_HOSTS, writeStubHome } from "../../../cli/prove/stub_home.ts";
import { startStubProvider } from "../../../cli/prove/stub_provider.ts";
import { recordsIn } from "../ops/in_home.ts";
import { inTempDir } from "../support/run.ts";
import { spawnWaterwall, waterwall } from "./waterwall.ts";

/** Runs a test with an instance in the background, on free ports. */
function behind(
  test: (home: string, said: string) => Promise<void>,
): Promise<void> {
  return inTempDir(async (home) => {
    const stub = await startStubProvider();
    try {
      await writeStubHome(home, { ...stub, hosts: STUB_HOSTS });
      const started = await waterwall(["start", "--daemon", "--home", home]);
      equal(started.code, 0, started.stderr);
      await test(home, started.stdout);
    } finally {
      await waterwall(["stop", "--home", home]);
      await stub.close();
    }
  });
}

async function status(home: string) {
  const { code, stdout } = await waterwall([
    "status",
    "--json",
    "--home",
    home,
  ]);
  return { code, ...JSON.parse(stdout) };
}

Deno.test("start --daemon returns once it protects, says what start says, and stop ends it", () =>
  behind(async (home, said) => {
    match(said, /^Waterwall .*proxy on 127\.0\.0\.1:\d+/);
    match(said, /env.*--home/);
    const { code, running, healthy, pid } = await status(home);
    deepEqual([code, running, healthy], [0, true, true]);
    const stopped = await waterwall(["stop", "--home", home]);
    deepEqual([stopped.code, stopped.stdout], [0, `Ended process ${pid}\n`]);
    equal((await status(home)).running, false);
    const records = await recordsIn(home);
    const last = records.filter(({ type }) => type !== "checkpoint").at(-1)!;
    deepEqual([last.type, last.reason], ["stop", "asked by HTTP"]);
    const again = await waterwall(["stop", "--home", home]);
    deepEqual([again.code, again.stdout], [
      0,
      `offline: nothing runs in ${home}\n`,
    ]);
  }));

Deno.test("a home has one instance: a second start says who is there", () =>
  behind(async (home) => {
    const { pid, proxy_port } = await status(home);
    for (const more of [[], ["--daemon"]]) {
      const second = await waterwall([
        "start",
        "--home",
        home,
        "--proxy-port",
        "0",
        "--admin-port",
        "0",
        ...more,
      ]);
      equal(second.code, 2);
      match(second.stderr, new RegExp(`process ${pid}, port ${proxy_port}`));
    }
    equal((await status(home)).pid, pid);
  }));

Deno.test("a daemon that cannot start says why", () =>
  inTempDir(async (home) => {
    await Deno.writeTextFile(`${home}/config.toml`, "\nproxy_prt = 1\n");
    const { code, stderr } = await waterwall([
      "start",
      "--daemon",
      "--home",
      home,
    ]);
    equal(code, 2);
    match(stderr, /config\.toml:2: there is no setting proxy_prt/);
    match(stderr, /hint: Write proxy_port/);
  }));

Deno.test("the kill switch is armed and cleared from a shell, and the log says so", () =>
  behind(async (home) => {
    const move = (what: string, ...more: string[]) =>
      waterwall(["killswitch", what, "--home", home, ...more]);
    deepEqual((await move("status")).stdout, "clear\n");
    const armed = await move("arm", "--reason", "a laptop was lost");
    equal(armed.code, 0);
    match(armed.stdout, /^armed, by (http and sentinel|sentinel and http)\n/);
    ok((await Deno.stat(`${home}/killswitch`)).isFile);
    equal((await status(home)).code, 1);
    deepEqual(
      JSON.parse((await move("status", "--json")).stdout).killswitch,
      "armed",
    );
    const cleared = await move("clear");
    deepEqual([cleared.code, cleared.stdout], [0, "clear\n"]);
    equal((await status(home)).code, 0);
    const logs = await waterwall(["logs", "--home", home]);
    match(logs.stdout, /warning Kill switch armed by HTTP: a laptop was lost/);
    // Whether the sentinel was noticed before is the machine's affair.
    match(logs.stdout, /nothing is forwarded: .*http/);
    const worse = await waterwall(["logs", "--home", home, "--level", "alarm"]);
    deepEqual([worse.code, worse.stdout], [0, ""]);
  }));

Deno.test("a kill switch that is armed before the start holds from the start", () =>
  inTempDir(async (home) => {
    const move = (what: string) =>
      waterwall(["killswitch", what, "--home", home]);
    equal(
      (await move("arm")).stdout.split("\n")[0],
      "armed, by sentinel (no instance runs)",
    );
    const ports = ["--proxy-port", "0", "--admin-port", "0"];
    await waterwall(["start", "--daemon", "--home", home, ...ports]);
    try {
      equal((await status(home)).health.killswitch, "armed");
      equal((await move("clear")).code, 0);
      equal((await status(home)).healthy, true);
    } finally {
      await waterwall(["stop", "--home", home]);
    }
  }));

Deno.test("clearing does not pretend: what it cannot clear, it names", () =>
  inTempDir(async (home) => {
    await Deno.writeTextFile(`${home}/config.toml`, "killswitch = true\n");
    const { code, stdout } = await waterwall([
      "killswitch",
      "clear",
      "--home",
      home,
    ]);
    equal(code, 1);
    match(stdout, /^armed, by config/);
    match(stdout, /set killswitch = false in config\.toml/);
  }));

Deno.test("logs --follow shows lines as they come", () =>
  behind(async (home) => {
    const child = spawnWaterwall(["logs", "--follow", "--home", home]);
    const lines = child.stdout.pipeThrough(new TextDecoderStream());
    await waterwall(["killswitch", "arm", "--home", home]);
    let text = "";
    for await (const piece of lines) {
      text += piece;
      if (text.includes("nothing is forwarded")) break;
    }
    child.kill("SIGTERM");
    await child.status;
    await child.stderr.cancel();
    await child.stdin.close();
  }));
