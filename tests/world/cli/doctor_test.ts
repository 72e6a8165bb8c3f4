import { deepEqual, equal, match, ok } from "node:assert/strict";
import { has, inTempDir, run } from "../support/run.ts";
import { withRunning } from "./running_waterwall.ts";
import { WATERWALL, waterwall } from "./waterwall.ts";

interface Said {
  readonly ok: boolean;
  readonly fixes: readonly string[];
  readonly agents: readonly {
    readonly name: string;
    readonly protected: string;
  }[];
  readonly runtimes: readonly {
    readonly name: string;
    readonly by: string;
    readonly handshake: { readonly ok: boolean; readonly why?: string } | null;
  }[];
}

const doctor = (home: string) =>
  [...WATERWALL, "doctor", "--json", "--home", home]
    .map((word) => `'${word}'`).join(" ");

/** What it says in a shell that was set up by env, and in which more was done. */
async function inShell(home: string, more = ""): Promise<Said> {
  const env = await waterwall(["env", "--shell", "sh", "--home", home]);
  const script = `${env.stdout}\n${more}\n${doctor(home)}`;
  const { stdout, stderr } = await run("sh", ["-c", script]);
  ok(stdout, stderr);
  return JSON.parse(stdout);
}

const RUNTIMES = { node: "Node.js", python3: "Python", curl: "curl" };
const here: string[] = [];
for (const [command, name] of Object.entries(RUNTIMES)) {
  if (await has(command)) here.push(name);
}

Deno.test("in a shell that env set up every runtime here connects through the proxy, and no provider is reached", () =>
  withRunning(async ({ home }, { received }) => {
    const { ok: isOk, runtimes, fixes } = await inShell(home);
    deepEqual(fixes, []);
    equal(isOk, true);
    for (const name of here) {
      const runtime = runtimes.find((one) => one.name === name)!;
      equal(runtime.handshake?.ok, true, name);
      equal(runtime.by, "this shell");
    }
    equal(received.length, 0);
  }));

Deno.test("what a shell lacks is named, with the line that sets it", () =>
  withRunning(async ({ home }) => {
    const { fixes, runtimes } = await inShell(
      home,
      "unset HTTPS_PROXY https_proxy",
    );
    equal(fixes.length, 1);
    match(fixes[0]!, /^eval "\$\(.* env --home /);
    ok(
      runtimes.every(({ by, handshake }) => by === "the fix" && handshake?.ok),
    );
  }));

Deno.test("a NO_PROXY that leads around the proxy is found", () =>
  withRunning(async ({ home }) => {
    const { fixes } = await inShell(home, "export NO_PROXY=.anthropic.com");
    equal(fixes[0], "take api.anthropic.com out of NO_PROXY");
  }));

Deno.test("a runtime that does not trust the CA fails, and its own words say why", () =>
  withRunning(async ({ home }) => {
    const other = await Deno.readTextFile(`${home}/stub-ca.pem`);
    await Deno.writeTextFile(`${home}/ca-bundle.pem`, other);
    const { runtimes, fixes } = await inShell(home);
    const python = runtimes.find(({ name }) => name === "Python");
    if (python) match(python.handshake!.why!, /certificate|self.signed/i);
    const curl = runtimes.find(({ name }) => name === "curl");
    if (curl) match(curl.handshake!.why!, /certificate/i);
    ok(fixes.length > 0);
  }));

Deno.test("offline it names what to start, and still finds the agents", () =>
  inTempDir((bin) =>
    inTempDir(async (home) => {
      const PATH = `${bin}:${Deno.env.get("PATH")}`;
      for (const name of ["claude", "windsurf"]) {
        await Deno.writeTextFile(`${bin}/${name}`, "", { mode: 0o755 });
      }
      const words = ["doctor", "--home", home];
      const { code, stdout } = await waterwall(words, { env: { PATH } });
      equal(code, 1);
      match(stdout, /Claude Code +NOT SET UP in this shell/);
      match(stdout, /Windsurf +NOT PROTECTED/);
      match(stdout, /not tried: no proxy runs/);
      match(stdout, /To do:\n.* start --daemon --home /);
      const json = await waterwall([...words, "--json"], { env: { PATH } });
      const said: Said = JSON.parse(json.stdout);
      deepEqual([json.code, said.ok], [1, false]);
      ok(said.runtimes.every(({ handshake }) => handshake === null));
    })
  ));
