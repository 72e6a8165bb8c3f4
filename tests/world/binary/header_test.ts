import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readdirSync } from "node:fs";
import { fullVersion } from "../../../cli/version.ts";
import { commitOf } from "../../../scripts/compile/commit.ts";
import { type EmptyMachine, onEmptyMachine } from "./empty_machine.ts";

const SCAN = ["scan"];
const HOOK = ["pre-launch-hook", "--shell", "sh"];
const VERIFIER = ["verify-receipt", "7.json", "--pubkey", "log.vkey"];
const CLEAN = { stdin: "nothing secret" };
const NOTHING_FOUND = "0 secrets in 1 input\n";

async function cached({ home }: EmptyMachine): Promise<string> {
  const dir = `${home}/.cache/waterwall`;
  const names = await Array.fromAsync(Deno.readDir(dir), ({ name }) => name);
  const [id, ...more] = names.filter((name) => /^[0-9a-f]{32}$/.test(name));
  deepEqual(more, []);
  deepEqual(names.filter((name) => name.startsWith(".new")), []);
  return `${dir}/${id}`;
}

/** Changes one bit of a file, and nothing that is known of it. */
async function corrupt(path: string, at: (size: number) => number) {
  const { size, mode } = await Deno.stat(path);
  await Deno.chmod(path, 0o600);
  using file = await Deno.open(path, { read: true, write: true });
  const byte = new Uint8Array(1);
  await file.seek(at(size), Deno.SeekMode.Start);
  await file.read(byte);
  byte[0]! ^= 1;
  await file.seek(at(size), Deno.SeekMode.Start);
  await file.write(byte);
  await Deno.chmod(path, mode!);
}

Deno.test("the script says version and commit by itself, and unpacks nothing for it", () =>
  onEmptyMachine(async (machine) => {
    const { code, stdout } = await machine.run(["--version"]);
    const { id } = await commitOf();
    equal(code, 0);
    equal(
      stdout.split("-")[0]!.trim(),
      fullVersion({
        commit: id.replace("-dirty", ""),
        executable: undefined,
      }),
    );
    deepEqual(readdirSync(machine.home), []);
  }, { fresh: true }));

Deno.test("ten that start at once on a fresh machine all work, and leave one copy", () =>
  onEmptyMachine(async (machine) => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () => machine.run(SCAN, CLEAN)),
    );
    for (const { code, stderr } of all) equal(stderr + code, NOTHING_FOUND + 0);
    const { mode } = await Deno.stat(`${machine.home}/.cache/waterwall`);
    equal(mode! & 0o777, 0o700);
    equal((await Deno.stat(await cached(machine))).mode! & 0o777, 0o700);
  }, { fresh: true }));

Deno.test("one changed bit of what was unpacked, runtime or program, ends every use of it", () =>
  onEmptyMachine(async (machine) => {
    equal((await machine.run(SCAN, CLEAN)).code, 0);
    const dir = await cached(machine);
    const places: readonly [string, (size: number) => number][] = [
      ["main.js", (size) => size >> 1],
      ["deno", () => 0],
      ["deno", (size) => size >> 2],
      ["deno", (size) => size >> 1],
      ["deno", (size) => size - 1],
      ["proxy/worker.js", (size) => size >> 1],
    ];
    for (const [name, at] of places) {
      const kept = await Deno.readFile(`${dir}/${name}`);
      await corrupt(`${dir}/${name}`, at);
      for (const words of [SCAN, HOOK, VERIFIER]) {
        const { code, stdout, stderr } = await machine.run(words, CLEAN);
        equal(code, 2, `${name}: ${words}`);
        equal(stdout, "");
        match(stderr, /^error: Cannot run what was unpacked as it was changed/);
      }
      await Deno.writeFile(`${dir}/${name}`, kept);
      equal((await machine.run(SCAN, CLEAN)).code, 0);
    }
    await Deno.truncate(`${dir}/deno`, 2_000_000);
    equal((await machine.run(HOOK)).code, 2, "a runtime cut short");
    await Deno.remove(`${dir}/build.js`);
    equal((await machine.run(SCAN, CLEAN)).code, 2, "a missing file");
  }, { fresh: true }));

/** Where in a binary the digest of its script stands: behind the last line. */
async function digestIn(binary: string): Promise<number> {
  const LAST = "\n# The sum of this script, and then the archive:\n";
  const bytes = (await Deno.readFile(binary)).subarray(0, 100_000);
  const at = new TextDecoder("latin1").decode(bytes).indexOf(LAST);
  ok(at > 0);
  return at + LAST.length;
}

for (
  const [part, at] of [
    ["script", () => 4_000],
    ["digest of the script", (_: number, digestAt: number) => digestAt],
    ["archive", (size: number) => size >> 1],
    ["last byte", (size: number) => size - 1],
  ] as const
) {
  Deno.test(`one changed bit of the binary itself is refused: ${part}`, () =>
    onEmptyMachine(async (machine) => {
      const digestAt = await digestIn(machine.binary);
      await corrupt(machine.binary, (size) => at(size, digestAt));
      for (const args of [["--version"], HOOK, VERIFIER, SCAN]) {
        const { code, stdout, stderr } = await machine.run(args, CLEAN);
        ok(code !== 0, `${args}: ${stderr}`);
        equal(stdout, "");
      }
      deepEqual(readdirSync(machine.home), []);
    }, { copied: true, fresh: true }));
}

Deno.test("half a binary is refused", () =>
  onEmptyMachine(async (machine) => {
    await Deno.truncate(machine.binary, 20_000_000);
    const { code, stderr } = await machine.run(SCAN, CLEAN);
    equal(code, 2);
    match(stderr, /damaged.*\nhint: Download it again/);
  }, { copied: true, fresh: true }));

Deno.test("a folder whose name has spaces and letters from elsewhere does not matter", () =>
  onEmptyMachine(async (machine) => {
    const home = `${machine.home}/zu Hause ß 家`;
    await Deno.mkdir(home, { mode: 0o777 });
    await Deno.chmod(home, 0o777);
    const variables = { HOME: home };
    equal((await machine.run(SCAN, { ...CLEAN, variables })).code, 0);
    const status = await machine.run(["status"], { variables });
    match(status.stdout + status.stderr, /zu Hause ß 家/);
  }, { name: "das ist 水 wall", fresh: true }));

Deno.test("without HOME it works where no home is needed, and says so where one is", () =>
  onEmptyMachine(async (machine) => {
    const variables = { TMPDIR: machine.dir };
    equal((await machine.run(SCAN, { ...CLEAN, variables })).code, 0);
    const { code, stderr } = await machine.run(["start"], { variables });
    equal(code, 2);
    match(stderr, /neither WATERWALL_HOME nor HOME is set/);
    equal((await machine.run(["licenses"], { variables })).code, 0);
  }, { fresh: true }));

Deno.test("where the home cannot be written another folder is used, for this user alone", () =>
  onEmptyMachine(async (machine) => {
    await Deno.chmod(machine.home, 0o555);
    const variables = { HOME: machine.home, TMPDIR: machine.dir };
    const { code, stderr } = await machine.run(["licenses"], { variables });
    equal(code, 0, stderr);
    const names = readdirSync(machine.dir);
    ok(names.some((name) => /^waterwall-\d+$/.test(name)), `${names}`);
    await Deno.chmod(machine.home, 0o755);
  }, { fresh: true }));
