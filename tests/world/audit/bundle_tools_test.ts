import { equal, match } from "node:assert/strict";
import VERIFY_MD from "../../../audit/evidence/verify.md" with { type: "text" };
import { formatVkey } from "../../../audit/vkey.ts";
import { sampleBundle, sampleSource } from "../../support/sample_bundle.ts";
import { sampleLog, testSigner } from "../../support/sample_log.ts";
import { has, inTempDir, run } from "../support/run.ts";

const BUNDLE = await sampleBundle();
const VKEY = formatVkey(testSigner(7).vkey);

/** Unpacks the sample bundle as an auditor would. */
async function unpacked<T>(test: (dir: string) => Promise<T>): Promise<T> {
  return await inTempDir(async (dir) => {
    await Deno.writeFile(`${dir}/b.tar.gz`, BUNDLE);
    await Deno.mkdir(`${dir}/b`);
    equal(
      (await run("tar", ["xzf", "../b.tar.gz"], { cwd: `${dir}/b` })).code,
      0,
    );
    return await test(`${dir}/b`);
  });
}

const sh = (script: string, cwd: string) =>
  run("sh", ["-euc", script], { cwd });

/** A test where the machine has the tools; elsewhere it says nothing. */
function tested(
  tools: readonly string[],
  name: string,
  test: (dir: string) => Promise<void>,
): void {
  Deno.test(name, async () => {
    const there = await Promise.all(tools.map(has));
    if (there.every(Boolean)) await unpacked(test);
  });
}

tested(
  ["sha256sum"],
  "sha256sum -c accepts the manifest, and no changed file",
  async (dir) => {
    equal((await sh("sha256sum -c MANIFEST", dir)).code, 0);
    await Deno.writeTextFile(`${dir}/log.jsonl`, "{}\n", { append: true });
    equal((await sh("sha256sum -c MANIFEST", dir)).code, 1);
  },
);

const SSH = "ssh-keygen -Y verify -f allowed_signers -n waterwall-evidence " +
  '-I "$(cut -d " " -f 1 allowed_signers)" -s MANIFEST.sshsig < MANIFEST';

tested(
  ["ssh-keygen"],
  "ssh-keygen verifies the manifest, and no changed one",
  async (dir) => {
    match((await sh(SSH, dir)).stdout, /Good "waterwall-evidence" signature/);
    await Deno.writeTextFile(`${dir}/MANIFEST`, "#\n", { append: true });
    equal((await sh(SSH, dir)).code, 255);
  },
);

tested(["openssl"], "openssl verifies the checkpoint's note", async (dir) => {
  const check = `
    sed '/^$/,$d' checkpoint > text
    grep '^— ' checkpoint | cut -d ' ' -f 3 | base64 -d | tail -c 64 > sig
    openssl pkeyutl -verify -pubin -inkey pubkey.pem -rawin -in text -sigfile sig`;
  match((await sh(check, dir)).stdout, /Verified Successfully/);
  await sh("sed -i 's/^11$/12/' checkpoint", dir);
  equal((await sh(check, dir)).code, 1);
});

tested(["jq"], "jq writes every record as it stands", async (dir) => {
  equal((await sh("jq -cS . log.jsonl | cmp - log.jsonl", dir)).code, 0);
});

tested(["tar", "gzip"], "GNU tar writes the very same archive", async (dir) => {
  if (!(await run("tar", ["--version"])).stdout.includes("GNU")) return;
  const pack = `
    { echo MANIFEST; echo MANIFEST.sshsig; grep '^[0-9a-f]' MANIFEST | cut -c 67-; } > ../list
    chmod 644 $(cat ../list)
    tar --format=ustar --owner=0 --group=0 --numeric-owner --mtime=@0 \\
      -b 1 -cf ../again.tar -T ../list
    gzip -dc ../b.tar.gz | cmp - ../again.tar`;
  const { code, stderr, stdout } = await sh(pack, dir);
  equal(code, 0, stdout + stderr);
});

tested(
  ["sha256sum", "ssh-keygen", "openssl", "jq", "base64"],
  "every command in verify.md succeeds on a good bundle",
  async (dir) => {
    const blocks = [...VERIFY_MD.matchAll(/```sh\n(.*?)```/gs)];
    equal(blocks.length >= 5, true);
    const script = blocks.map(([, block]) => block).join("\n");
    const { code, stdout, stderr } = await sh(script, dir);
    equal(code, 0, stdout + stderr);
    match(stdout, /Good "waterwall-evidence" signature/);
    match(stdout, /SHA256:/);
  },
);

tested(
  ["gzip"],
  "what gzip -9n makes of a bundle still verifies",
  async (dir) => {
    await sh("gzip -dc ../b.tar.gz | gzip -9n > ../small.tar.gz", dir);
    const { code, stdout } = await python(dir, "../small.tar.gz");
    equal(code, 0, stdout);
  },
);

async function python(dir: string, file: string, key = VKEY) {
  return await run(
    "python3",
    ["-I", "-B", "verify.py", file, "--pubkey", key],
    {
      cwd: dir,
    },
  );
}

tested(
  ["python3"],
  "verify.py accepts a bundle, its receipts and its log",
  async (dir) => {
    match((await python(dir, "../b.tar.gz")).stdout, /^OK records 0 to 11 of /);
    match(
      (await python(dir, "receipts/4.json")).stdout,
      /^OK receipt of record 4/,
    );
    match((await python(dir, "../b.tar.gz", "pubkey.pem")).stdout, /^OK /);
    const log = await run("python3", [
      "-B",
      "verify.py",
      "log.jsonl",
      "--checkpoint",
      "checkpoint",
      "--pubkey",
      "log.vkey",
    ], { cwd: dir });
    match(log.stdout, /^OK 11 records of /);
  },
);

tested(
  ["python3"],
  "verify.py accepts a part of a log, and a rotated key",
  async (dir) => {
    const part = await sampleBundle(sampleSource(sampleLog(), { from: 5 }));
    await Deno.writeFile(`${dir}/part.tar.gz`, part);
    match((await python(dir, "part.tar.gz")).stdout, /^OK records 5 to 11 /);
    const log = sampleLog();
    const next = testSigner(8);
    log.rotate(next);
    log.redact();
    const rotated = await sampleBundle({ ...sampleSource(log), signer: next });
    await Deno.writeFile(`${dir}/rotated.tar.gz`, rotated);
    for (const key of [VKEY, formatVkey(next.vkey)]) {
      match((await python(dir, "rotated.tar.gz", key)).stdout, /^OK /);
    }
    const stranger = formatVkey(testSigner(9).vkey);
    const refused = await python(dir, "rotated.tar.gz", stranger);
    match(refused.stdout, /^FAIL code=key-unknown/);
    equal(refused.code, 1);
  },
);

tested(
  ["python3"],
  "verify.py refuses a bundle with a byte changed or cut off",
  async (dir) => {
    const check = `
import io, sys
sys.dont_write_bytecode = True
import verify
pin = verify.read_pin(sys.argv[2])
data = open(sys.argv[1], "rb").read()
def ok(bytes):
    try:
        verify.Bundle(pin).verify(io.BytesIO(bytes))
        return True
    except verify.Wrong:
        return False
assert ok(data)
for at in list(range(0, 4096, 61)) + list(range(4096, len(data), 1999)):
    if at in (8, 9, 10): continue
    assert not ok(data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]), at
    assert not ok(data[:at]), at
`;
    const { code, stderr } = await run(
      "python3",
      ["-c", check, "../b.tar.gz", VKEY],
      { cwd: dir },
    );
    equal(code, 0, stderr);
  },
);
