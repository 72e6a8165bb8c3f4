import { deepEqual, equal, match, ok } from "node:assert/strict";
import { openLedger } from "../../../audit/mod.ts";
import { inTempDir } from "../support/run.ts";
import { waterwall } from "./waterwall.ts";

/** Runs a test on a log of a few records, in a home of its own. */
async function withLog(
  test: (home: string, segment: string) => Promise<void>,
) {
  await inTempDir(async (home) => {
    const ledger = await openLedger({
      dir: `${home}/audit`,
      keyFile: `${home}/signing.key`,
      tool: "test",
      policy: "0".repeat(64),
    });
    for (let nth = 0; nth < 5; nth++) {
      await ledger.append({
        type: "block",
        request: `r${nth}`,
        session: "s",
        host: "api.anthropic.com",
        reason: "body",
      });
    }
    await ledger.close("done");
    await test(home, `${home}/audit/log-${"0".repeat(20)}.jsonl`);
  });
}

const firstLine = (text: string) => text.split("\n")[0]!;

Deno.test("a whole log is OK by its folder, by its home and without a path, and the answer says what that proves", () =>
  withLog(async (home) => {
    const key = ["--pubkey", `${home}/audit/log.vkey`];
    const byFolder = await waterwall(["verify-chain", `${home}/audit`, ...key]);
    equal(byFolder.code, 0);
    match(byFolder.stdout, /^OK records=\d+ signed=\d+ root=[0-9a-f]{64} /);
    ok(byFolder.stdout.includes("\nThis proves:\n  - records 0 to "));
    ok(byFolder.stdout.includes("\nThis does not prove:\n  - "));
    deepEqual(await waterwall(["verify-chain", home, ...key]), byFolder);
    const env = { WATERWALL_HOME: home };
    deepEqual(await waterwall(["verify-chain", ...key], { env }), byFolder);
  }));

Deno.test("a log that was changed fails with code, record and byte, and status 1", () =>
  withLog(async (home, segment) => {
    const text = await Deno.readTextFile(segment);
    const lines = text.split("\n");
    const seq = lines.findIndex((line) => line.includes('"r2"'));
    const before = lines.slice(0, seq).map((line) => line + "\n").join("");
    const offset = new TextEncoder().encode(before).length;
    await Deno.writeTextFile(segment, text.replace('"r2"', '"r9"'));
    const { code, stdout, stderr } = await waterwall(["verify-chain", home]);
    deepEqual([code, stderr], [1, ""]);
    match(firstLine(stdout), /^FAIL code=[a-z-]+ seq=\d+ offset=\d+$/);
    ok(firstLine(stdout).endsWith(` seq=${seq} offset=${offset}`), stdout);
    const asJson = await waterwall(["verify-chain", home, "--json"]);
    equal(asJson.code, 1);
    equal(JSON.parse(asJson.stdout).seq, seq);
  }));

Deno.test("a log that was cut short fails", () =>
  withLog(async (home, segment) => {
    const lines = (await Deno.readTextFile(segment)).split("\n");
    await Deno.writeTextFile(segment, lines.slice(0, -3).join("\n") + "\n");
    const { code, stdout } = await waterwall(["verify-chain", home]);
    equal(code, 1);
    match(firstLine(stdout), /^FAIL code=head-ahead /);
  }));

Deno.test("another log's key does not vouch for this one", () =>
  withLog((home) =>
    withLog(async (other) => {
      const key = ["--pubkey", `${other}/audit/log.vkey`];
      equal((await waterwall(["verify-chain", home, ...key])).code, 1);
    })
  ));

Deno.test("a key may be given as it is", () =>
  withLog(async (home) => {
    const vkey = (await Deno.readTextFile(`${home}/audit/log.vkey`)).trim();
    equal((await waterwall(["verify-chain", home, "--pubkey", vkey])).code, 0);
  }));

Deno.test("at home the log is held against the home's own key, elsewhere no key is status 3", () =>
  withLog(async (home, segment) => {
    for (const path of [home, `${home}/audit`, segment]) {
      const { code, stdout } = await waterwall(["verify-chain", path]);
      // A segment alone ends after its last note, where the head would be.
      equal(code, path === segment ? 3 : 0, stdout);
      equal(stdout.includes("not-pinned"), false);
      ok(stdout.includes("the key is the one of this home"), stdout);
    }
    const key = await Deno.readTextFile(`${home}/signing.key`);
    await Deno.remove(`${home}/signing.key`);
    const { code, stdout } = await waterwall(["verify-chain", home]);
    equal(code, 3);
    match(firstLine(stdout), /^OK records=\d+ signed=\d+ weaker=not-pinned /);
    equal((await waterwall(["report", home])).code, 3);
    await withLog(async (other) => {
      await Deno.writeTextFile(`${other}/signing.key`, key);
      equal((await waterwall(["verify-chain", other])).code, 1);
      await Deno.chmod(`${other}/signing.key`, 0o644);
      equal((await waterwall(["verify-chain", other])).code, 3);
    });
  }));

Deno.test("a private key is refused and not repeated", () =>
  withLog(async (home) => {
    const key = `${home}/signing.key`;
    const { code, stdout, stderr } = await waterwall(
      ["verify-chain", home, "--pubkey", key],
    );
    deepEqual([code, stdout], [2, ""]);
    const body = (await Deno.readTextFile(key)).split("\n")[1]!;
    ok(!stderr.includes(body));
  }));

Deno.test("what is no log is one line what and one line hint, with status 2", () =>
  inTempDir(async (folder) => {
    await Deno.symlink("loop", `${folder}/loop`);
    const paths = [folder, "/dev/zero", "/no/where", `${folder}/loop`];
    for (const path of paths) {
      const { code, stdout, stderr } = await waterwall(["verify-chain", path]);
      deepEqual([code, stdout], [2, ""], path);
      equal(stderr.trimEnd().split("\n").length, 2, stderr);
    }
  }));
