import { equal, match, ok } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { fileURLToPath } from "node:url";
import { fileNameOf, TARGETS } from "../../../scripts/compile/targets.ts";
import { has, inTempDir, type Ran, run } from "../support/run.ts";
import { builtIn } from "./built.ts";

const RELEASE = fileURLToPath(
  new URL("../../../scripts/release.ts", import.meta.url),
);

/** A release as it is published; the binaries of other machines are stand-ins. */
async function released(dir: string) {
  const built = await builtIn();
  for (const target of TARGETS) {
    const name = fileNameOf(target, true);
    if (target.triple === Deno.build.target) {
      await Deno.copyFile(`${built}/waterwall`, `${dir}/${name}`);
    } else await Deno.writeTextFile(`${dir}/${name}`, target.triple);
  }
  for (const name of ["waterwall.cdx.json", "THIRD-PARTY-LICENSES.txt"]) {
    await Deno.copyFile(`${built}/${name}`, `${dir}/${name}`);
  }
  const key = `${dir}/../release.pem`;
  const pem = keyWithPlus().export({ format: "pem", type: "pkcs8" }).toString();
  await Deno.writeTextFile(key, pem);
  const url = "https://example.invalid/v0";
  const words = ["--dir", dir, "--base-url", url, "--key", key];
  const made = await run(Deno.execPath(), ["run", "-A", RELEASE, ...words]);
  equal(made.code, 0, made.stderr);
}

/** Its verifier key holds the sign that also parts it. */
function keyWithPlus(): KeyObject {
  for (;;) {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const { x } = publicKey.export({ format: "jwk" });
    const raw = Buffer.from(x!, "base64url");
    const typed = Buffer.concat([Uint8Array.of(1), raw]);
    if (typed.toString("base64").includes("+")) return privateKey;
  }
}

function inHome(home: string, ...words: readonly string[]): Promise<Ran> {
  const variables = ["-i", `HOME=${home}`, "PATH=/usr/bin:/bin"];
  return run("env", [...variables, ...words]);
}

Deno.test("install.sh checks sum and signature, installs for this user, and leaves nothing", () =>
  inTempDir(async (dir) => {
    const from = `${dir}/release`;
    const home = `${dir}/my home`;
    await Deno.mkdir(from);
    await Deno.mkdir(home);
    await released(from);
    const install = (...words: readonly string[]) =>
      inHome(home, "sh", `${from}/install.sh`, "--from", from, ...words);

    const installed = await install("--no-hook");
    equal(installed.code, 0, installed.stderr);
    equal(installed.stderr, "");
    match(installed.stdout, /^Installed 0\.\d+\.\d+\S* as .*\/waterwall$/m);
    const binary = `${home}/.local/bin/waterwall`;
    equal((await inHome(home, binary, "licenses")).code, 0);

    const gone = await install("--uninstall");
    equal(gone.code, 0, gone.stderr);
    for (const path of [binary, `${home}/.cache/waterwall`]) {
      equal(await Deno.stat(path).catch(() => null), null, path);
    }
    equal((await install("--uninstall")).code, 2);

    const sums = await Deno.readTextFile(`${from}/SHA256SUMS`);
    await Deno.writeTextFile(`${from}/SHA256SUMS`, sums.replace(/^./, "x"));
    const forged = await install();
    equal(forged.code, 2);
    match(forged.stderr, /signature does not hold/);
    await Deno.writeTextFile(`${from}/SHA256SUMS`, sums);

    const name = TARGETS.find(({ triple }) => triple === Deno.build.target)!;
    await Deno.writeTextFile(`${from}/${fileNameOf(name, true)}`, "else");
    const changed = await install();
    equal(changed.code, 2);
    match(changed.stderr, /sum is not the one in SHA256SUMS/);
    equal(await Deno.stat(binary).catch(() => null), null);
  }));

/** All that a machine with BusyBox has: no curl, no openssl, another shell. */
const APPLETS = ["sh", "uname", "mktemp", "rm", "cp", "sed", "sha256sum"]
  .concat("mkdir", "chmod", "mv", "head", "tail", "gzip", "tar", "dd", "ls")
  .concat("id", "cat", "env");

Deno.test("install.sh says on a machine of BusyBox what is missing, and installs by the sum alone", () =>
  inTempDir(async (dir) => {
    if (!await has("busybox")) return;
    const from = `${dir}/release`;
    const bin = `${dir}/bin`;
    await Deno.mkdir(from);
    await Deno.mkdir(bin);
    await released(from);
    const busybox = (await run("sh", ["-c", "command -v busybox"])).stdout;
    for (const name of APPLETS) {
      await Deno.symlink(busybox.trim(), `${bin}/${name}`);
    }
    const home = `${dir}/home`;
    await Deno.mkdir(home);
    const install = (...words: readonly string[]) =>
      run(
        "env",
        ["-i", `HOME=${home}`, `PATH=${bin}`].concat(
          [`${bin}/sh`, `${from}/install.sh`, ...words],
        ),
        { cwd: dir },
      );

    const unsigned = await install("--from", "release");
    equal(unsigned.code, 2);
    match(unsigned.stderr, /^error: .*openssl is not here\nhint: .*--unsigned/);

    const absent = await install("--from", "nowhere", "--unsigned");
    equal(absent.code, 2);
    match(absent.stderr, /^error: Cannot get SHA256SUMS from nowhere$/m);

    const words = ["--from", "release", "--unsigned", "--no-hook"];
    const installed = await install(...words);
    equal(installed.code, 0, installed.stderr);
    match(installed.stdout, /^Installed 0\.\d+\.\d+\S* as .*\/waterwall$/m);
    const gone = await install("--uninstall");
    equal(gone.code, 0, gone.stderr);
    equal(await Deno.stat(`${home}/.cache/waterwall`).catch(() => null), null);
  }));

Deno.test("the formula and the npm packages are those of the binaries", () =>
  inTempDir(async (dir) => {
    const from = `${dir}/release`;
    await Deno.mkdir(from);
    await released(from);
    const sums = await Deno.readTextFile(`${from}/SHA256SUMS`);
    const formula = await Deno.readTextFile(`${from}/waterwall.rb`);
    const used = [...formula.matchAll(/sha256 "([0-9a-f]{64})"/g)];
    equal(used.length, 4);
    for (const [, sum] of used) ok(sums.includes(sum!));
    ok(!/@[A-Z]/.test(formula));
    if (!await has("npm")) return;
    const { os, cpu } = MACHINE;
    const packed = [`${from}/npm/waterwall`, `${from}/npm/${os}-${cpu}`];
    const words = ["install", "--offline", "--no-audit", "--prefix", dir];
    const npm = await run("npm", [...words, ...packed], { cwd: dir });
    equal(npm.code, 0, npm.stderr);
    const said = await run(`${dir}/node_modules/.bin/waterwall`, ["--version"]);
    equal(said.code, 0, said.stderr);
    match(said.stdout, /^0\.\d+\.\d+/);
  }));

/** As npm names this machine. */
const MACHINE = {
  os: Deno.build.os,
  cpu: Deno.build.arch === "x86_64" ? "x64" : "arm64",
};
