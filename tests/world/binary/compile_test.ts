import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseNote } from "../../../audit/mod.ts";
import {
  THIRD_PARTY,
  thirdPartyText,
} from "../../../scripts/compile/third_party.ts";
import { inTempDir, run } from "../support/run.ts";
import { builtIn, compile } from "./built.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** No base binary, and no waiting for a network to say so. */
const NO_BASE = { DENORT_BIN: "/nowhere/denort" };

Deno.test("other sources, elsewhere, with nothing to compile on: it says so, and makes the same bytes, signed", () =>
  inTempDir(async (dir) => {
    const root = `${dir}/some where/else`;
    await Deno.mkdir(`${dir}/some where`);
    await run("cp", ["-a", ROOT, root]);
    const key = `${dir}/release.pem`;
    await Deno.writeTextFile(
      key,
      generateKeyPairSync("ed25519").privateKey
        .export({ format: "pem", type: "pkcs8" }).toString(),
    );
    const out = `${dir}/out`;
    const words = ["--out", out, "--key", key];
    const said = await compile(words, { root, env: NO_BASE });
    match(
      said,
      /^note: Cannot compile for \S+ as DENORT_BIN is no base binary/m,
    );
    match(said, /^note: made a portable binary instead/m);
    match(said, /^[0-9a-f]{64} +\d+ bytes {2}.*\/waterwall$/m);
    const shared = await builtIn();
    for (const name of ["waterwall", "waterwall.cdx.json"]) {
      const bytes = await Deno.readFile(`${out}/${name}`);
      const others = await Deno.readFile(`${shared}/${name}`);
      ok(bytes.every((byte, at) => byte === others[at]), name);
      equal(bytes.length, others.length);
    }
    const sums = await Deno.readTextFile(`${out}/SHA256SUMS`);
    const unsigned = await Deno.readTextFile(`${shared}/SHA256SUMS`);
    equal(parseNote(sums)!.text, unsigned);
    const check = await run("sha256sum", ["-c", "SHA256SUMS"], { cwd: out });
    equal(check.code, 0, check.stderr);
  }));

Deno.test("a missing base binary is one line with what to do, where nothing else was asked for", () =>
  inTempDir(async (dir) => {
    const words = ["--format", "compile", "--out", dir];
    await rejects(compile(words, { env: NO_BASE }), ({ message }: Error) => {
      const lines = message.trim().split("\n");
      equal(lines.length, 2, message);
      match(lines[0]!, /^error: Cannot compile for .*\/nowhere\/denort$/);
      match(lines[1]!, /^hint: Set DENORT_BIN to the denort \d/);
      return true;
    });
    deepEqual(readdirSync(dir), []);
  }));

Deno.test("a portable binary for another machine is refused", () =>
  inTempDir(async (dir) => {
    const words = ["--format", "portable", "--out", dir];
    const other = ["--target", "x86_64-pc-windows-msvc"];
    await rejects(compile([...words, ...other]), /this machine's own runtime/);
  }));

Deno.test("with a base binary the modules are embedded, the workers' among them", () =>
  inTempDir(async (dir) => {
    const env = { DENORT_BIN: Deno.execPath() };
    await compile(["--format", "compile", "--out", dir], { env });
    const bytes = await Deno.readFile(`${dir}/waterwall`);
    const text = new TextDecoder("latin1").decode(bytes.slice(-6_000_000));
    for (const name of ["keys_worker.js", "worker.js", "build.js", "main.js"]) {
      ok(text.includes(name), name);
    }
  }));

Deno.test("what waterwall licenses prints is what is locked now", async () => {
  equal(await Deno.readTextFile(THIRD_PARTY), await thirdPartyText());
});
