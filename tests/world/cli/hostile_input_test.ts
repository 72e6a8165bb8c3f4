import { equal, match, ok } from "node:assert/strict";
import { formatVkey } from "../../../audit/mod.ts";
import { testSigner } from "../../support/sample_log.ts";
import { inTempDir, run } from "../support/run.ts";
import { spawnWaterwall } from "./waterwall.ts";

// Real processes, since their memory and their end are what is asked about.

const KEY = formatVkey(testSigner(7).vkey);
/** Far more than an answer takes, and far less than reading it all would. */
const PATIENCE_MS = 600_000;
const MAX_MEMORY_MB = 400;

/** Files that no verifier should read to their end, or wait for. */
const FILES: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  "a line of 2 GiB": async (path) => {
    await Deno.writeFile(path, new Uint8Array());
    await Deno.truncate(path, 2 ** 31);
  },
  "200,000 open brackets": (path) =>
    Deno.writeTextFile(path, "[".repeat(200_000) + "\n"),
  "a pipe": (path) => run("mkfifo", [path]),
  "a device without end": (path) => Deno.symlink("/dev/zero", path),
  "links in a circle": (path) => Deno.symlink(path, path),
  "a bomb of 300 MiB": async (path) => {
    const zeros = new Uint8Array(1 << 20);
    const bomb = ReadableStream.from(Array.from({ length: 300 }, () => zeros))
      .pipeThrough(new CompressionStream("gzip"));
    await Deno.writeFile(path, bomb);
    const header = await Deno.open(path, { write: true });
    // As a bundle has it: no time.
    await header.seek(4, Deno.SeekMode.Start);
    await header.write(new Uint8Array(4));
    header.close();
  },
};

/** Where a verifier can be given such a file. */
const PLACES: Readonly<Record<string, (file: string) => readonly string[]>> = {
  "verify-chain": (file) => ["verify-chain", file, "--pubkey", KEY],
  "verify-receipt": (file) => ["verify-receipt", file, "--pubkey", KEY],
  "verify-evidence": (file) => ["verify-evidence", file, "--pubkey", KEY],
  report: (file) => ["report", file, "--pubkey", KEY],
  "--pubkey": (file) => ["verify-receipt", file, "--pubkey", file],
  "--seen": (file) => ["verify-receipt", file, "--pubkey", KEY, "--seen", file],
  "--policy": (
    file,
  ) => ["verify-receipt", file, "--pubkey", KEY, "--policy", file],
};

/** Runs it to its end, and answers how it ended and the most memory it had. */
async function ended(args: readonly string[]) {
  const child = spawnWaterwall(args);
  await child.stdin.close();
  const tooLong = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  let megabytes = 0;
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, memoryOf(child.pid));
  }, 20);
  const { code, stdout, stderr } = await child.output();
  clearTimeout(tooLong);
  clearInterval(watch);
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr), megabytes };
}

/** The most memory that a process has had; 0 where the system does not say. */
function memoryOf(pid: number): number {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

for (const [what, make] of Object.entries(FILES)) {
  Deno.test(`wherever a verifier is given ${what}, it says so in a line and little memory`, () =>
    inTempDir(async (dir) => {
      const path = `${dir}/file`;
      await make(path);
      const names = async () =>
        (await Array.fromAsync(Deno.readDir(dir))).length;
      const before = await names();
      for (const [place, args] of Object.entries(PLACES)) {
        const { code, stdout, stderr, megabytes } = await ended(args(path));
        const said = `${place}: ${code} ${stdout.slice(0, 500)}${stderr}`;
        ok(code === 1 || code === 2, said);
        if (code === 1) match(stdout, /^FAIL code=[a-z-]+/, said);
        else match(stderr, /^error: [^\n]{1,400}\nhint: [^\n]+\n$/, said);
        equal(/\n {4}at /.test(said), false, said);
        ok(megabytes < MAX_MEMORY_MB, `${place}: ${megabytes} MB`);
      }
      equal(await names(), before);
    }));
}
