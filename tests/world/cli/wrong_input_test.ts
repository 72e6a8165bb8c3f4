import { equal, match } from "node:assert/strict";
import { formatVkey } from "../../../audit/mod.ts";
import { testSigner } from "../../support/sample_log.ts";
import { inTempDir, run as runCommand } from "../support/run.ts";
import { here } from "./in_process.ts";

const KEY = formatVkey(testSigner(7).vkey);

/** Runs a verifier: it must answer, and not by breaking down. */
async function verify(verb: string, file: string) {
  const ended = await here(verb, file, "--pubkey", KEY);
  const said = ended.stdout + ended.stderr;
  equal(/\n {4}at /.test(said), false, said);
  equal(/unexpected failure/.test(said), false, said);
  return ended;
}

const VERBS = ["verify-chain", "verify-receipt", "verify-evidence"];

for (const verb of VERBS) {
  Deno.test(`${verb} says in a line what it cannot read, with status 2`, () =>
    inTempDir(async (dir) => {
      await runCommand("mkfifo", [`${dir}/pipe`]);
      await Deno.symlink(`${dir}/loop`, `${dir}/loop`);
      await Deno.mkdir(`${dir}/empty`);
      for (const path of ["pipe", "loop", "empty", "missing"]) {
        const { code, stderr } = await verify(verb, `${dir}/${path}`);
        equal(code, 2, `${path}: ${stderr}`);
        match(stderr, /^error: .*\nhint: .*\n$/);
      }
      const zero = await verify(verb, "/dev/zero");
      equal(zero.code, 2, zero.stdout);
    }));

  Deno.test(`${verb} refuses brackets and braces that only open`, () =>
    inTempDir(async (dir) => {
      const path = `${dir}/deep.jsonl`;
      await Deno.writeTextFile(path, "[".repeat(200_000) + "\n");
      equal((await verify(verb, path)).code, 1);
      await Deno.writeTextFile(path, '{"a":'.repeat(10_000) + "\n");
      equal((await verify(verb, path)).code, 1);
    }));
}

Deno.test("verify-evidence refuses random bytes, and other archives", () =>
  inTempDir(async (dir) => {
    const random = new Uint8Array(100_000).map((_, i) => (i * 7_919) >> 3);
    await Deno.writeFile(`${dir}/random`, random);
    await Deno.writeTextFile(`${dir}/text`, "hello\n");
    await runCommand("tar", ["czf", `${dir}/other.tar.gz`, "-C", dir, "text"]);
    for (const name of ["random", "text", "other.tar.gz"]) {
      equal((await verify("verify-evidence", `${dir}/${name}`)).code, 1, name);
    }
  }));

Deno.test("keys that are none are refused, whatever they are", () =>
  inTempDir(async (dir) => {
    await Deno.writeTextFile(`${dir}/r.json`, "{}");
    for (const key of ["", "x", "/dev/zero", dir, `${dir}/r.json`]) {
      const { code, stderr } = await here(
        "verify-receipt",
        ...[`${dir}/r.json`, "--pubkey", key],
      );
      equal(code, 2, key);
      match(stderr, /^error: /);
    }
  }));
