import { deepEqual, equal, match, ok } from "node:assert/strict";
import { proxyPermissions } from "../../../ops/permissions.ts";
import { DEFAULT_HOSTS } from "../../../ops/default_hosts.ts";
import { trialsOf } from "../../../ops/checks/attempt.ts";
import { tryIsolates } from "../../../ops/checks/try_isolates.ts";
import { homeAt } from "../../../ops/mod.ts";
import { inTempDir } from "../support/run.ts";
import { withRunning } from "./running_waterwall.ts";
import { waterwall } from "./waterwall.ts";

const VERB = "verify-install";

interface Told {
  readonly code: number;
  readonly ok: boolean;
  /** Ids of the checks that failed, with what they answered. */
  readonly failed: Readonly<Record<string, string>>;
}

async function asked(home: string, ...words: string[]): Promise<Told> {
  const { code, stdout, stderr } = await waterwall(
    [VERB, "--json", "--home", home, ...words],
  );
  const { ok, checks } = JSON.parse(stdout || `{"checks":[${stderr}]}`);
  const failed = checks.filter((one: { ok: boolean }) => !one.ok)
    .map((one: { id: string; answer: string }) => [one.id, one.answer]);
  return { code, ok, failed: Object.fromEntries(failed) };
}

Deno.test("of an instance that protects everything holds, and its canary reaches no provider", () =>
  withRunning(async ({ home }, { received }) => {
    deepEqual(await asked(home, "--runtime"), {
      code: 0,
      ok: true,
      failed: {},
    });
    equal(received.length, 0);
    const log = await waterwall(["log", home, "--type", "redaction"]);
    match(log.stdout, /redaction +api\.anthropic\.com/);
    const told = await waterwall([VERB, "--runtime", "--home", home]);
    match(told.stdout, /All 18 checks hold\n$/);
    equal(told.stderr, "");
  }));

Deno.test("what is broken while it runs is named, each by its own check", () =>
  withRunning(async ({ home, adminPort }) => {
    await Deno.chmod(`${home}/ca.key`, 0o644);
    await Deno.writeTextFile(`${home}/killswitch`, "");
    await Deno.writeTextFile(`${home}/ca-bundle.pem`, "");
    const health = `http://127.0.0.1:${adminPort}/healthz`;
    while ((await (await fetch(health)).json()).killswitch !== "armed");
    const { code, ok, failed } = await asked(home, "--runtime");
    deepEqual([code, ok], [1, false]);
    deepEqual(Object.keys(failed), [
      "ca-bundle",
      "key-modes",
      "killswitch",
      "running",
      "canary",
    ]);
    match(failed["key-modes"]!, /ca\.key has mode 0644/);
    match(failed.killswitch!, /sentinel/);
    match(failed.canary!, /opens no connection/);
  }));

Deno.test("of an installation that is not running everything else is checked, and faults on disk are found", () =>
  withRunning(async ({ home, end }) => {
    await end();
    const well = await asked(home);
    deepEqual(well, { code: 0, ok: true, failed: {} });
    const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = taken.addr as Deno.NetAddr;
    const config = await Deno.readTextFile(`${home}/config.toml`);
    await Deno.writeTextFile(
      `${home}/config.toml`,
      config.replace("proxy_port = 0", `proxy_port = ${port}`).replace(
        'name = "api.openai.com"',
        'name = "other.example.com"',
      ),
    );
    await Deno.writeTextFile(`${home}/policy.toml`, "off = [1]\n");
    const [segment] = (await Array.fromAsync(Deno.readDir(`${home}/audit`)))
      .map(({ name }) => name).filter((name) => name.endsWith(".jsonl")).sort();
    const log = `${home}/audit/${segment}`;
    const text = await Deno.readTextFile(log);
    await Deno.writeTextFile(log, text.replace("waterwall/", "watermill/"));
    await Deno.writeTextFile(`${home}/signing.key`, "no key");
    const { code, failed } = await asked(home);
    taken.close();
    equal(code, 1);
    deepEqual(Object.keys(failed), [
      "ports",
      "ca",
      "signing-key",
      "ledger",
      "patterns",
      "policy-hash",
    ]);
    match(failed.ports!, new RegExp(`proxy: ${port} is taken`));
    match(failed.ledger!, /^record 0: /);
    const runtime = await asked(home, "--runtime");
    match(runtime.failed.running!, /none answers/);
    match(runtime.failed.canary!, /no proxy answers/);
  }));

Deno.test("where nothing was ever set up each check says so, and nothing is made", () =>
  inTempDir(async (dir) => {
    const home = `${dir}/none`;
    const { code, failed } = await asked(home, "--runtime");
    equal(code, 1);
    ok(Object.keys(failed).length > 12);
    equal(await Deno.stat(home).catch(() => null), null);
  }));

Deno.test("a family that the policy lets pass is found missing", () =>
  withRunning(async ({ home, end }) => {
    await end();
    const policy = '[actions]\nAWS_ACCESS_KEY_ID = "warn"\n';
    await Deno.writeTextFile(`${home}/policy.toml`, policy);
    const { failed } = await asked(home);
    match(failed.patterns ?? "", /not found: AWS access key/);
  }));

Deno.test("workers that may more, or less, than is meant are found out from inside", () =>
  inTempDir(async (dir) => {
    const home = homeAt(await Deno.realPath(dir));
    const meant = proxyPermissions({ hosts: DEFAULT_HOSTS }, []);
    const [keys, proxy] = trialsOf(home, meant);
    const [well, alsoWell] = await tryIsolates([keys!, proxy!]);
    deepEqual([well!.tooMuch, well!.tooLittle], [[], []]);
    deepEqual([alsoWell!.tooMuch, alsoWell!.tooLittle], [[], []]);
    const [wide, narrow] = await tryIsolates([
      { ...keys!, permissions: { ...keys!.permissions, net: ["127.0.0.1"] } },
      { ...proxy!, permissions: { ...proxy!.permissions, net: false } },
    ]);
    deepEqual(wide!.tooMuch, ["connect 127.0.0.1:9", "listen 127.0.0.1:0"]);
    equal(narrow!.tooLittle[0], "listen 127.0.0.1:0");
    const wider = { ...proxy!.permissions, read: [home.dir] };
    const [reader] = await tryIsolates([{ ...proxy!, permissions: wider }]);
    deepEqual(reader!.tooMuch, [
      `read ${home.signingKey}`,
      `read ${home.caKey}`,
    ]);
  }));
