import { deepEqual, equal, match } from "node:assert/strict";
import { keepPolicy, openLedger, parseVkey } from "../../../audit/mod.ts";
import { serveWitness } from "../../../cli/evidence/serve_witness.ts";
import { WitnessDesk } from "../../../cli/evidence/witness_desk.ts";
import { formatVkey } from "../../../audit/mod.ts";
import { HASH, redaction } from "../../support/audit_log.ts";
import { POLICY_TEXT } from "../../support/sample_log.ts";
import { inTempDir } from "../support/run.ts";
import { here } from "./in_process.ts";
import { spawnWaterwall } from "./waterwall.ts";

/** A home with a log, and a way to let it grow. */
async function aHome(dir: string) {
  const home = `${dir}/home`;
  await Deno.mkdir(home);
  const grow = async (count: number) => {
    const ledger = await openLedger({
      dir: `${home}/audit`,
      keyFile: `${home}/signing.key`,
      tool: "waterwall 0.0.0",
      policy: HASH,
    });
    keepPolicy(`${home}/audit`, POLICY_TEXT);
    for (let i = 0; i < count; i++) await ledger.append(redaction());
    await ledger.close("done");
    return ledger.vkey;
  };
  return { home, vkey: await grow(3), grow };
}

/** A witness of logs, which keeps its memory in a folder. */
function aWitness(dir: string, logs: readonly string[]) {
  const desk = new WitnessDesk({
    dir: `${dir}/witness`,
    name: "witness.example/1",
    logs: logs.map((log) => parseVkey(log)!),
    now: () => 1_700_000_000_000,
  });
  const at = { hostname: "127.0.0.1", port: 0 };
  const server = serveWitness(at, (body) => desk.answer(body));
  const stop = async () => {
    server.close();
    await server.finished;
  };
  return { url: server.url, vkey: formatVkey(desk.vkey), stop };
}

const anchor = (home: string, { url, vkey }: { url: string; vkey: string }) =>
  here("anchor", "--home", home, "--witness", url, "--witness-key", vkey);

Deno.test("a witness cosigns a log as it grows, and a policy can ask for it", () =>
  inTempDir(async (dir) => {
    const { home, vkey, grow } = await aHome(dir);
    const witness = aWitness(dir, [vkey]);
    const policy = `${dir}/policy`;
    await Deno.writeTextFile(
      policy,
      `log ${vkey}\nwitness W ${witness.vkey}\nquorum W\n`,
    );
    const check = () =>
      here("verify-chain", home, "--pubkey", vkey, "--policy", policy);
    equal((await check()).code, 3);
    for (let i = 0; i < 3; i++) {
      const { code, stdout, stderr } = await anchor(home, witness);
      equal(code, 0, stderr);
      match(
        stdout,
        /^Anchored \d+ records: witness\.example\/1 \(witness\)\n$/,
      );
      await grow(5);
    }
    equal((await check()).code, 0);
    await here("export-evidence", "-o", `${dir}/b.tar.gz`, "--home", home);
    const evidence = await here(
      "verify-evidence",
      ...[`${dir}/b.tar.gz`, "--pubkey", vkey, "--policy", policy],
    );
    equal(evidence.code, 0);
    match(
      evidence.stdout,
      /the witnesses that the policy asks for saw its first \d+ records/,
    );
    await witness.stop();
  }));

Deno.test("a receipt under an anchored checkpoint carries the cosignature", () =>
  inTempDir(async (dir) => {
    const { home, vkey } = await aHome(dir);
    const witness = aWitness(dir, [vkey]);
    const { stdout } = await anchor(home, witness);
    const size = /\d+/.exec(stdout)![0];
    const file = `${dir}/r.json`;
    await here("receipt", "3", "--at", size, "-o", file, "--home", home);
    match(await Deno.readTextFile(file), /witness\.example\/1/);
    await Deno.writeTextFile(
      `${dir}/policy`,
      `log ${vkey}\nwitness W ${witness.vkey}\nquorum W\n`,
    );
    const check = ["--pubkey", vkey, "--policy", `${dir}/policy`];
    equal((await here("verify-receipt", file, ...check)).code, 0);
    await here("receipt", "3", "-o", file, "--home", home);
    equal((await here("verify-receipt", file, ...check)).code, 3);
    await witness.stop();
  }));

Deno.test("a witness remembers across a restart, and refuses a log that was replaced", () =>
  inTempDir(async (dir) => {
    const { home, vkey, grow } = await aHome(dir);
    const first = aWitness(dir, [vkey]);
    const copy = `${dir}/copy`;
    await here("log", home);
    await copyFolder(home, copy);
    await grow(2);
    equal((await anchor(home, first)).code, 0);
    await first.stop();
    const second = aWitness(dir, [vkey]);
    equal(second.vkey, first.vkey);
    const { code, stderr } = await anchor(copy, second);
    equal(code, 2);
    match(stderr, /it has seen more of this log than is here/);
    equal((await anchor(home, second)).code, 0);
    await second.stop();
  }));

Deno.test("a log that the witness does not know is told so", () =>
  inTempDir(async (dir) => {
    const { home } = await aHome(dir);
    const witness = aWitness(dir, []);
    const { code, stderr } = await anchor(home, witness);
    equal(code, 2);
    match(stderr, /answered 404/);
    await witness.stop();
  }));

Deno.test("nothing but add-checkpoint is answered", () =>
  inTempDir(async (dir) => {
    const witness = aWitness(dir, []);
    const ask = async (path: string, init?: RequestInit) => {
      const answer = await fetch(witness.url + path, init);
      await answer.body?.cancel();
      return answer.status;
    };
    const post = (body: string) => ({ method: "POST", body });
    equal(await ask("/"), 404);
    equal(await ask("/add-checkpoint"), 405);
    equal(await ask("/add-checkpoint", post("")), 400);
    equal(await ask("/add-checkpoint", post("x".repeat(70_000))), 413);
    await witness.stop();
  }));

Deno.test("the witness verb prints its address and key, and ends when it is asked", () =>
  inTempDir(async (dir) => {
    const { home, vkey } = await aHome(dir);
    const child = spawnWaterwall([
      ...["witness", "--listen", "127.0.0.1:0", "--log", vkey],
      ...["--state", `${dir}/state`],
    ]);
    const reader = child.stdout.pipeThrough(new TextDecoderStream())
      .getReader();
    let said = "";
    while (said.split("\n").length < 3) said += (await reader.read()).value;
    const [, url = ""] = /on (http:\S+),/.exec(said) ?? [];
    const [, key = ""] = /policies: (\S+)/.exec(said) ?? [];
    equal((await anchor(home, { url, vkey: key })).code, 0);
    child.kill("SIGTERM");
    await reader.cancel();
    await child.stdin.close();
    await child.stderr.cancel();
    equal((await child.status).code, 0);
  }));

Deno.test("what cannot be a witness's address, key or name is refused", async () => {
  const vkey = "x";
  for (
    const argv of [
      ["witness"],
      ["witness", "--log", vkey],
      ["anchor"],
      ["anchor", "--witness", "http://127.0.0.1:1"],
      ["anchor", "--witness", "ftp://x", "--witness-key", vkey],
    ]
  ) {
    const { code, stderr } = await here(...argv, "--home", "/nonexistent");
    deepEqual([argv, code], [argv, 2]);
    match(stderr, /^error: .*\nhint: /);
  }
});

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFolder(`${from}/${name}`, `${to}/${name}`);
    else await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}
