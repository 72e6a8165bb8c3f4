import { equal, ok, rejects, throws } from "node:assert/strict";
import { createHash, generateKeyPairSync } from "node:crypto";
import {
  createSigningKey,
  type KeyError,
  loadPublicKey,
  loadSigningKey,
  type LogError,
  publicKeyPem,
  sshFingerprint,
  sshPublicKey,
  verifyLogAt,
} from "../../../audit/mod.ts";
import { inShort } from "../../support/audit_log.ts";
import { inTempDir, run as runCommand } from "../support/run.ts";

const code = (expected: string) => (error: unknown) =>
  (error as LogError | KeyError).code === expected;

function run(command: string, ...args: string[]): string {
  const { stdout, stderr, success } = new Deno.Command(command, { args })
    .outputSync();
  ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).trim();
}

Deno.test("a path that is nothing is no log", () =>
  inTempDir(async (dir) => {
    await rejects(verifyLogAt(`${dir}/nothing`), code("unreadable"));
  }));

Deno.test("a pipe is no log, and no one waits for it", () =>
  inTempDir(async (dir) => {
    run("mkfifo", `${dir}/pipe`);
    await rejects(verifyLogAt(`${dir}/pipe`), code("unreadable"));
    throws(() => loadPublicKey(`${dir}/pipe`), code("unreadable"));
  }));

Deno.test("a device is no log, however long it is", async () => {
  await rejects(verifyLogAt("/dev/zero"), code("unreadable"));
  throws(() => loadPublicKey("/dev/zero"), code("unreadable"));
});

Deno.test("links that go round in a circle are no log", () =>
  inTempDir(async (dir) => {
    await Deno.symlink(`${dir}/b`, `${dir}/a`);
    await Deno.symlink(`${dir}/a`, `${dir}/b`);
    await rejects(verifyLogAt(`${dir}/a`), code("unreadable"));
    throws(() => loadPublicKey(`${dir}/a`), code("unreadable"));
  }));

Deno.test("a folder without records is no log", () =>
  inTempDir(async (dir) => {
    await rejects(verifyLogAt(dir), code("not_a_log"));
  }));

Deno.test("a folder whose records are pipes is no log", () =>
  inTempDir(async (dir) => {
    run("mkfifo", `${dir}/log-00000000000000000000.jsonl`);
    await rejects(verifyLogAt(dir), code("not_a_log"));
  }));

Deno.test("two gigabytes without a line feed are refused after the first line's worth", () =>
  inTempDir(async (dir) => {
    const path = `${dir}/huge.jsonl`;
    await Deno.writeTextFile(path, "");
    await Deno.truncate(path, 2 ** 31);
    // In a process of its own: other tests take and free memory in this one.
    const script = `import { verifyLogAt } from "./audit/mod.ts";
      import { inShort } from "./tests/support/audit_log.ts";
      const before = Deno.memoryUsage().rss;
      const said = inShort(await verifyLogAt("${path}"));
      const taken = Deno.memoryUsage().rss - before;
      console.log(said, taken < 100_000_000 ? "little" : taken);`;
    const words = ["eval", "--ext=ts", script];
    const { stdout, stderr } = await runCommand(Deno.execPath(), words, {
      cwd: new URL("../../../", import.meta.url).pathname,
    });
    equal(stdout, "limit at 0 little\n", stderr);
  }));

Deno.test("an empty file proves nothing", () =>
  inTempDir(async (dir) => {
    await Deno.writeTextFile(`${dir}/empty.jsonl`, "");
    equal(
      inShort(await verifyLogAt(`${dir}/empty.jsonl`)),
      "no-signature at 0",
    );
  }));

Deno.test("a key's fingerprint is the one that ssh-keygen prints", () =>
  inTempDir((dir) => {
    const { publicKey } = createSigningKey(`${dir}/signing.key`);
    Deno.writeTextFileSync(`${dir}/key.pub`, `${sshPublicKey(publicKey)}\n`);
    let printed: string;
    try {
      printed = run("ssh-keygen", "-lf", `${dir}/key.pub`);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return;
      throw error;
    }
    ok(printed.includes(` ${sshFingerprint(publicKey)} `), printed);
  }));

Deno.test("openssl reads our keys and verifies what they sign", () =>
  inTempDir((dir) => {
    const key = createSigningKey(`${dir}/signing.key`);
    const file = (name: string, data: string | Uint8Array) => {
      const bytes = typeof data === "string"
        ? new TextEncoder().encode(data)
        : data;
      Deno.writeFileSync(`${dir}/${name}`, bytes);
      return `${dir}/${name}`;
    };
    const text = "local/waterwall/0123456789abcdef\n1\nroot\n";
    const args = ["pkeyutl", "-verify", "-pubin", "-rawin"];
    try {
      args.push("-inkey", file("pub.pem", publicKeyPem(key.publicKey)));
      args.push("-in", file("text", text));
      const signature = key.sign(new TextEncoder().encode(text));
      args.push("-sigfile", file("sig", signature));
      ok(run("openssl", ...args).includes("Success"));
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }));

Deno.test("a private key given as the public one is refused unseen", () =>
  inTempDir((dir) => {
    createSigningKey(`${dir}/signing.key`);
    const pem = Deno.readTextFileSync(`${dir}/signing.key`);
    for (const argument of [`${dir}/signing.key`, pem]) {
      throws(() => loadPublicKey(argument), (error) => {
        const { code, message, hint } = error as KeyError;
        const secret = pem.split("\n")[1]!;
        return code === "private" && !`${message}${hint}`.includes(secret);
      });
    }
  }));

Deno.test("a file that is no Ed25519 key is refused as one", () =>
  inTempDir((dir) => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const pem = privateKey.export({ format: "pem", type: "pkcs8" });
    for (const text of [pem.toString(), "", "garbage", "x".repeat(20_000)]) {
      Deno.writeTextFileSync(`${dir}/key`, text, { mode: 0o600 });
      throws(
        () => loadSigningKey(`${dir}/key`),
        (error) =>
          ["malformed", "unreadable"].includes((error as KeyError).code),
      );
      throws(() => loadPublicKey(`${dir}/key`));
    }
  }));

Deno.test("a key is never made over another one", () =>
  inTempDir((dir) => {
    const path = `${dir}/signing.key`;
    createSigningKey(path);
    const hash = () =>
      createHash("sha256").update(Deno.readFileSync(path)).digest("hex");
    const before = hash();
    throws(() => createSigningKey(path), code("exists"));
    equal(hash(), before);
    equal([...Deno.readDirSync(dir)].length, 1);
  }));
