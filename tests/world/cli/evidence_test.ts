import { deepEqual, equal, match, notEqual } from "node:assert/strict";
import { keepPolicy, openJournal } from "../../../audit/mod.ts";
import { startStubProvider } from "../../../cli/prove/stub_provider.ts";
import { HASH, redaction } from "../../support/audit_log.ts";
import { POLICY_TEXT } from "../../support/sample_log.ts";
import { inTempDir } from "../support/run.ts";
import { here } from "./in_process.ts";
import { startWaterwall } from "./running_waterwall.ts";
import { spawnWaterwall } from "./waterwall.ts";

const DAY_MS = 86_400_000;

/** A home with a log of two sessions, written and closed a day ago. */
async function aHome(dir: string): Promise<string> {
  const home = `${dir}/home`;
  await Deno.mkdir(home);
  let nowMs = Date.now() - DAY_MS;
  const journal = await openJournal({
    dir: `${home}/audit`,
    keyFile: `${home}/signing.key`,
    tool: "waterwall 0.0.0",
    policy: HASH,
    sessionIdleMs: DAY_MS,
    now: () => nowMs++,
  });
  keepPolicy(`${home}/audit`, POLICY_TEXT);
  for (const session of ["a", "b", "a"]) {
    await journal.append(redaction({ session }));
  }
  await journal.append({
    type: "block",
    request: "r",
    session: "b",
    host: "api.openai.com",
    reason: "killswitch",
  });
  await journal.close("done");
  return home;
}

/** A home, and the key to pin. */
async function withHome(
  test: (home: string, at: { dir: string; key: string }) => Promise<void>,
): Promise<void> {
  await inTempDir(async (dir) => {
    const home = await aHome(dir);
    const { stdout } = await here("key", "show", "--json", "--home", home);
    await test(home, { dir, key: JSON.parse(stdout).vkey });
  });
}

async function namesIn(dir: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(dir)) names.push(name);
  return names.sort();
}

async function exported(home: string, file: string, ...more: string[]) {
  const made = await here(
    "export-evidence",
    ...["-o", file, "--home", home, "--json"],
    ...more,
  );
  equal(made.code, 0, made.stderr);
  return JSON.parse(made.stdout);
}

Deno.test("a bundle that was exported verifies, and says what that is worth", () =>
  withHome(async (home, { dir, key }) => {
    const made = await exported(home, `${dir}/b.tar.gz`);
    deepEqual([made.from, made.receipts, made.sessions], [0, 3, 2]);
    const { code, stdout } = await here(
      "verify-evidence",
      `${dir}/b.tar.gz`,
      ...["--pubkey", key],
    );
    equal(code, 0);
    match(
      stdout,
      /^OK records=\d+ from=0 size=\d+ receipts=3 sessions=2 root=/,
    );
    match(stdout, /\nThis proves:\n {2}- /);
    match(stdout, /\nThis does not prove:\n {2}- /);
  }));

Deno.test("two exports of an idle log are the same file, byte for byte", () =>
  withHome(async (home, { dir }) => {
    await exported(home, `${dir}/1.tar.gz`);
    await exported(home, `${dir}/2.tar.gz`);
    deepEqual(
      await Deno.readFile(`${dir}/1.tar.gz`),
      await Deno.readFile(`${dir}/2.tar.gz`),
    );
  }));

Deno.test("a bundle needs a key from elsewhere, or nothing is said of it", () =>
  withHome(async (home, { dir }) => {
    await exported(home, `${dir}/b.tar.gz`);
    const { code, stdout, stderr } = await here(
      "verify-evidence",
      `${dir}/b.tar.gz`,
    );
    equal(code, 2);
    equal(stdout, "");
    match(stderr, /evidence cannot vouch for itself/);
    const priv = await here(
      "verify-evidence",
      ...[`${dir}/b.tar.gz`, "--pubkey", `${home}/signing.key`],
    );
    equal(priv.code, 2);
    match(priv.stderr, /private key/);
    equal(priv.stderr.includes("MC4C"), false);
  }));

Deno.test("a changed bundle is refused with status 1, in text and in JSON", () =>
  withHome(async (home, { dir, key }) => {
    const file = `${dir}/b.tar.gz`;
    await exported(home, file);
    const bytes = await Deno.readFile(file);
    bytes[5_000]! ^= 1;
    await Deno.writeFile(file, bytes);
    const text = await here("verify-evidence", file, "--pubkey", key);
    equal(text.code, 1);
    match(text.stdout, /^FAIL code=[a-z-]+/);
    const json = await here("verify-evidence", file, "--pubkey", key, "--json");
    equal(json.code, 1);
    const { ok, status, code, does_not_prove } = JSON.parse(json.stdout);
    deepEqual([ok, status], [false, 1]);
    equal(text.stdout.startsWith(`FAIL code=${code}`), true);
    equal(does_not_prove.length > 0, true);
  }));

Deno.test("evidence that is older than asked is weaker, not wrong", () =>
  withHome(async (home, { dir, key }) => {
    const file = `${dir}/b.tar.gz`;
    await exported(home, file);
    const age = (maxAge: string) =>
      here("verify-evidence", file, "--pubkey", key, "--max-age", maxAge);
    equal((await age("7d")).code, 0);
    const old = await age("2h");
    equal(old.code, 3);
    match(old.stdout, /^OK weaker=stale /);
    equal((await age("soon")).code, 2);
    const chain = await here("verify-chain", home, "--max-age", "2h");
    equal(chain.code, 3);
  }));

Deno.test("an attestation names the file and what was verified of it", () =>
  withHome(async (home, { dir, key }) => {
    const file = `${dir}/b.tar.gz`;
    await exported(home, file);
    const { code, stdout } = await here(
      "verify-evidence",
      ...[file, "--pubkey", key, "--attest"],
    );
    equal(code, 0);
    const statement = JSON.parse(stdout);
    equal(statement._type, "https://in-toto.io/Statement/v1");
    equal(statement.predicateType, "https://in-toto.io/attestation/svr/v0.2");
    const digest = await crypto.subtle.digest(
      "SHA-256",
      await Deno.readFile(file),
    );
    deepEqual(statement.subject, [{
      name: "b.tar.gz",
      digest: { sha256: new Uint8Array(digest).toHex() },
    }]);
    deepEqual(statement.predicate.properties, [
      "WATERWALL_EVIDENCE_SIGNED_AND_UNALTERED",
    ]);
  }));

Deno.test("an attestation of a log is of its lines, one segment after the other", () =>
  withHome(async (home, { key }) => {
    await here("rotate-chain", "--home", home);
    const pin = ["--pubkey", key, "--attest"];
    const { code, stdout } = await here("verify-chain", home, ...pin);
    equal(code, 0);
    const { subject, predicate } = JSON.parse(stdout);
    const names = (await namesIn(`${home}/audit`)).filter((name) =>
      name.startsWith("log-")
    );
    equal(names.length, 2);
    const texts = await Promise.all(
      names.map((name) => Deno.readTextFile(`${home}/audit/${name}`)),
    );
    const log = new TextEncoder().encode(texts.join(""));
    const digest = await crypto.subtle.digest("SHA-256", log);
    equal(subject[0].digest.sha256, new Uint8Array(digest).toHex());
    equal(subject[0].name, key.split("+")[0]);
    deepEqual(predicate.properties, ["WATERWALL_LOG_SIGNED_AND_UNALTERED"]);
    const old = await here("verify-chain", home, ...pin, "--max-age", "2h");
    deepEqual(JSON.parse(old.stdout).predicate.properties, [
      "WATERWALL_LOG_SIGNED_AND_UNALTERED",
    ]);
  }));

Deno.test("every verifier takes what was seen, several at once, and asks for age", () =>
  withHome(async (home, { dir, key }) => {
    await exported(home, `${dir}/b.tar.gz`);
    const receipt = await here("receipt", "4", "--home", home);
    await Deno.writeTextFile(`${dir}/r.json`, receipt.stdout);
    const seen = [
      `${home}/audit/head.0`,
      `${home}/audit/head.1`,
      `${dir}/r.json`,
      `${dir}/b.tar.gz`,
    ];
    for (
      const [verb, file] of [
        ["verify-chain", home],
        ["verify-receipt", `${dir}/r.json`],
        ["verify-evidence", `${dir}/b.tar.gz`],
      ] as const
    ) {
      const ask = (...more: string[]) =>
        here(verb, file, "--pubkey", key, ...more);
      equal((await ask("--seen", ...seen)).code, 0, verb);
      equal((await ask("--max-age", "7d", "--seen", ...seen)).code, 0, verb);
      const old = await ask("--max-age", "2h");
      equal(old.code, 3, verb);
      match(old.stdout, /^OK (.* )?weaker=stale /);
      equal((await ask("--max-age", "old")).code, 2, verb);
    }
  }));

Deno.test("a receipt in either form verifies as it was printed", () =>
  withHome(async (home, { dir, key }) => {
    for (const format of ["json", "tlog-proof"]) {
      const { stdout } = await here(
        "receipt",
        ...["3", "--format", format, "--home", home],
      );
      await Deno.writeTextFile(`${dir}/r`, stdout);
      const verdict = await here("verify-receipt", `${dir}/r`, "--pubkey", key);
      equal(verdict.code, 0, verdict.stdout);
      match(verdict.stdout, /^OK seq=3 type=redaction ts=/);
      const json = await here(
        "verify-receipt",
        ...[`${dir}/r`, "--pubkey", key, "--json"],
      );
      equal(JSON.parse(json.stdout).record.seq, 3);
      const middle = stdout.length >> 1;
      const other = stdout[middle] === "A" ? "B" : "A";
      await Deno.writeTextFile(
        `${dir}/r`,
        stdout.slice(0, middle) + other + stdout.slice(middle + 1),
      );
      equal(
        (await here("verify-receipt", `${dir}/r`, "--pubkey", key)).code,
        1,
      );
    }
    equal((await here("receipt", "999", "--home", home)).code, 2);
    equal((await here("receipt", "x", "--home", home)).code, 2);
  }));

Deno.test("receipts and manifests stand beside the log, and verify", () =>
  withHome(async (home, { key }) => {
    for (const folder of ["receipts", "sessions"]) {
      const names = await namesIn(`${home}/audit/${folder}`);
      equal(names.length, folder === "receipts" ? 3 : 2);
      for (const name of names) {
        const file = `${home}/audit/${folder}/${name}`;
        equal((await here("verify-receipt", file, "--pubkey", key)).code, 0);
      }
    }
  }));

Deno.test("what was seen before holds a log to it", () =>
  withHome(async (home, { dir, key }) => {
    const note = `${dir}/seen.note`;
    equal((await here("anchor", "--file", note, "--home", home)).code, 0);
    const seen = (...argv: string[]) =>
      here(...argv, "--pubkey", key, "--seen", note);
    equal((await seen("verify-chain", home)).code, 0);
    await Deno.remove(home, { recursive: true });
    const other = await aHome(dir);
    await exported(other, `${dir}/other.tar.gz`);
    equal((await seen("verify-evidence", `${dir}/other.tar.gz`)).code, 1);
    equal((await here("verify-chain", other, "--seen", note)).code, 1);
    const bad = await here("verify-chain", other, "--seen", "/dev/null");
    equal(bad.code, 2);
  }));

Deno.test("of an anchoring command only its first word goes on record", () =>
  withHome(async (home) => {
    const word = "s" + "ecret-in-a-header";
    await here("anchor", "--exec", `cat - # ${word}`, "--home", home);
    const { stdout } = await here("log", home, "--json", "--type", "anchor");
    equal(JSON.parse(stdout).name, "command cat");
    equal(stdout.includes(word), false);
    const failed = await here("anchor", "--exec", "exit 3", "--home", home);
    equal(failed.code, 2);
    match(failed.stderr, /the command failed: 3/);
  }));

Deno.test("keys rotate, segments are sealed and pruned, and both keys still verify", () =>
  withHome(async (home, { dir, key }) => {
    const at = ["--home", home];
    const rotated = await here("rotate-key", ...at);
    const next = rotated.stdout.trim();
    notEqual(next, key);
    equal((await here("rotate-chain", ...at)).code, 0);
    for (const pinned of [key, next]) {
      equal((await here("verify-chain", home, "--pubkey", pinned)).code, 0);
    }
    const pruned = await here("prune", "9999", ...at);
    match(
      pruned.stdout,
      /^Deleted records 0 to \d+; old receipts stay valid\n$/,
    );
    match((await here("prune", "9999", ...at)).stdout, /^Nothing to delete/);
    await exported(home, `${dir}/b.tar.gz`);
    for (const pinned of [key, next]) {
      const pin = ["--pubkey", pinned];
      equal((await here("verify-chain", home, ...pin)).code, 0);
      const file = `${dir}/b.tar.gz`;
      equal((await here("verify-evidence", file, ...pin)).code, 0);
    }
  }));

Deno.test("a key is shown as others write it", () =>
  withHome(async (home) => {
    const { stdout } = await here("key", "show", "--home", home);
    const [vkey, fingerprint, ssh, begin] = stdout.split("\n");
    match(
      vkey!,
      /^local\/waterwall\/[0-9a-f]{16}\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/,
    );
    match(
      fingerprint!,
      /^SHA256:[A-Za-z0-9+/]{43} \(ED25519\), key id [0-9a-f]{8}$/,
    );
    match(ssh!, /^ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI/);
    equal(begin, "-----BEGIN PUBLIC KEY-----");
    equal((await here("key", "hide", "--home", home)).code, 2);
  }));

Deno.test("log prints records as they stand, and only those asked for", () =>
  withHome(async (home) => {
    const lines = async (...more: string[]) => {
      const { stdout } = await here("log", home, "--json", ...more);
      return stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
    };
    const all = await lines();
    deepEqual(all.map(({ seq }) => seq), all.map((_, i) => i));
    const file = await Deno.readTextFile(
      `${home}/audit/log-00000000000000000000.jsonl`,
    );
    equal((await here("log", home, "--json")).stdout, file);
    equal((await lines("--type", "redaction")).length, 3);
    equal((await lines("--session", "b")).length, 3);
    equal((await lines("--host", "api.openai.com")).length, 1);
    equal((await lines("--kind", "AWS_ACCESS_KEY")).length, 5);
    equal((await lines("--kind", "JWT")).length, 0);
    deepEqual(
      (await lines("--since", "2", "--until", "4")).map(({ seq }) => seq),
      [2, 3, 4],
    );
    match(
      (await here("log", home)).stdout,
      /\n +3 {2}\S+Z {2}redaction +api\.anthropic\.com {2}a {2}AWS_ACCESS_KEY\n/,
    );
  }));

Deno.test("log --follow goes on with what is added, across segments", () =>
  withHome(async (home) => {
    const child = spawnWaterwall(["log", home, "--follow", "--json"]);
    const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    let said = "";
    const count = () => said.split("\n").length - 1;
    const first = (await here("log", home, "--json")).stdout;
    while (said.length < first.length) said += (await lines.read()).value;
    equal(said, first);
    const before = count();
    await here("rotate-chain", "--home", home);
    while (count() < before + 5) said += (await lines.read()).value;
    equal(said, (await here("log", home, "--json")).stdout);
    child.kill("SIGTERM");
    await Promise.all([lines.cancel(), child.stderr.cancel()]);
    await child.stdin.close();
    await child.status;
  }));

Deno.test("a report is made from what was verified, and from nothing else", () =>
  withHome(async (home, { dir, key }) => {
    const text = await here("report", home, "--pubkey", key);
    equal(text.code, 0);
    match(text.stdout, /\nSecrets withheld +3\n/);
    const html = `${dir}/r.html`;
    await exported(home, `${dir}/b.tar.gz`);
    const page = await here(
      "report",
      ...[`${dir}/b.tar.gz`, "--pubkey", key, "--html", html],
    );
    equal(page.code, 0);
    match(
      await Deno.readTextFile(html),
      /<td>api\.anthropic\.com<\/td><td class="number">3<\/td>/,
    );
    equal((await here("report", `${dir}/b.tar.gz`)).code, 2);
    const bytes = await Deno.readFile(`${dir}/b.tar.gz`);
    bytes[9_000]! ^= 1;
    await Deno.writeFile(`${dir}/b.tar.gz`, bytes);
    const bad = await here(
      "report",
      ...[`${dir}/b.tar.gz`, "--pubkey", key, "--html", `${dir}/none.html`],
    );
    equal(bad.code, 1);
    match(bad.stdout, /^FAIL /);
    equal(await Deno.stat(`${dir}/none.html`).catch(() => "none"), "none");
  }));

Deno.test("a log that lost records says so, recovers only when told to, and keeps the scar", () =>
  withHome(async (home, { key }) => {
    const log = `${home}/audit/log-00000000000000000000.jsonl`;
    const text = await Deno.readTextFile(log);
    await Deno.writeTextFile(
      log,
      text.split("\n").slice(0, 6).join("\n") + "\n",
    );
    equal((await here("verify-chain", home, "--pubkey", key)).code, 1);
    const at = ["--home", home];
    equal((await here("rotate-chain", ...at)).code, 2);
    equal((await here("recover", ...at)).code, 2);
    const done = await here(
      "recover",
      "--accept-loss",
      "--reason",
      "tested",
      ...at,
    );
    equal(done.code, 0, done.stderr);
    match(done.stdout, /^Kept \d+ of \d+ records/);
    const verdict = await here("verify-chain", home, "--pubkey", key);
    equal(verdict.code, 3);
    match(verdict.stdout, /weaker=gap/);
    match((await here("recover", ...at)).stdout, /^Nothing is lost/);
  }));

Deno.test("verbs about a home without a log make none", () =>
  inTempDir(async (dir) => {
    for (
      const argv of [
        ["rotate-chain"],
        ["rotate-key"],
        ["prune", "5"],
        ["export-evidence"],
        ["receipt", "1"],
        ["key", "show"],
        ["anchor", "--file", `${dir}/note`],
      ]
    ) {
      const { code, stderr } = await here(...argv, "--home", dir);
      equal(code, 2, argv.join(" "));
      match(stderr, /^error: .*\nhint: /);
    }
    deepEqual(await namesIn(dir), []);
  }));

Deno.test("a running instance does what is ordered, and goes on", async () => {
  const stub = await startStubProvider();
  const running = await startWaterwall(stub);
  try {
    const { home } = running;
    await inTempDir(async (dir) => {
      const at = ["--home", home];
      const { stdout } = await here("key", "show", "--json", ...at);
      const key: string = JSON.parse(stdout).vkey;
      await exported(home, `${dir}/b.tar.gz`);
      equal(
        (await here("rotate-key", "--reason", "compromise", ...at)).code,
        0,
      );
      equal((await here("rotate-chain", ...at)).code, 0);
      equal((await here("anchor", "--exec", "cat", ...at)).code, 0);
      equal((await here("prune", "4", ...at)).code, 0);
      equal((await here("recover", ...at)).code, 2);
      const log = await here("log", "--json", ...at);
      const types = log.stdout.split("\n").filter(Boolean)
        .map((line) => JSON.parse(line).type);
      for (const type of ["export", "key", "seal", "anchor"]) {
        equal(types.includes(type), true, type);
      }
      const pin = ["--pubkey", key];
      equal((await here("verify-evidence", `${dir}/b.tar.gz`, ...pin)).code, 0);
      equal((await here("verify-chain", home, ...pin)).code, 0);
      const status = await here("status", "--json", ...at);
      equal(JSON.parse(status.stdout).healthy, true);
    });
  } finally {
    await running.stop();
    await stub.close();
  }
});
