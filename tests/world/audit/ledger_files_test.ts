import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import {
  type Disk,
  type Entry,
  type Ledger,
  type LedgerError,
  loadPublicKey,
  openLedger,
  verifyLogAt,
} from "../../../audit/mod.ts";
import { HASH, inShort, redaction } from "../../support/audit_log.ts";
import { smallDisk } from "./small_disk.ts";

const SEGMENT = "log-00000000000000000000.jsonl";
const entry: Entry = redaction();

/** Runs with a folder of its own, and takes it away after. */
async function withHome(
  run: (home: string, open: () => Promise<Ledger>) => Promise<void>,
): Promise<void> {
  const home = await Deno.makeTempDir();
  const open = () =>
    openLedger({
      dir: `${home}/audit`,
      keyFile: `${home}/signing.key`,
      tool: "test 0.0.0",
      policy: HASH,
    });
  try {
    await run(home, open);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

const code = (expected: string) => (error: unknown) =>
  (error as LedgerError).code === expected;

function entriesOf(dir: string): readonly Deno.DirEntry[] {
  return [...Deno.readDirSync(dir)];
}

async function judged(home: string): Promise<string> {
  const pinned = loadPublicKey(`${home}/audit/log.vkey`);
  return inShort(await verifyLogAt(`${home}/audit`, { pinned }));
}

Deno.test("a log on disk is written, closed, verified and gone on with", () =>
  withHome(async (home, open) => {
    for (let i = 0; i < 3; i++) {
      const ledger = await open();
      await Promise.all(Array.from({ length: 9 }, () => ledger.append(entry)));
      await ledger.close("stop");
      equal(await judged(home), "ok");
    }
  }));

Deno.test("no one else can read the log, its head or its key", () =>
  withHome(async (home, open) => {
    const ledger = await open();
    await ledger.close("stop");
    const mode = (path: string) =>
      Deno.statSync(`${home}/${path}`).mode! & 0o777;
    equal(mode("audit"), 0o700);
    for (const name of [SEGMENT, "head.0", "head.1", "log.vkey"]) {
      equal(mode(`audit/${name}`), 0o600);
    }
    equal(mode("signing.key"), 0o600);
    const { key, audit, ...others } = Object.fromEntries(
      entriesOf(home).map((
        { name },
      ) => [name.split(".").at(-1)!, 1]),
    );
    deepEqual([key, audit, others], [1, 1, {}]);
  }));

Deno.test("an empty folder is taken for a new log", () =>
  withHome(async (home, open) => {
    await Deno.mkdir(`${home}/audit`, { mode: 0o700 });
    await (await open()).close("stop");
    equal(await judged(home), "ok");
  }));

Deno.test("a second instance is refused, and taken once the first has ended", () =>
  withHome(async (_home, open) => {
    const first = await open();
    await rejects(open(), code("locked"));
    await first.append(entry);
    await first.close("stop");
    await (await open()).close("stop");
  }));

Deno.test("many instances that begin at once make one log", () =>
  withHome(async (home, open) => {
    const answers = await Promise.allSettled(Array.from({ length: 8 }, open));
    const opened = answers.filter((answer) => answer.status === "fulfilled");
    equal(opened.length, 1);
    await opened[0]!.value.close("stop");
    equal(await judged(home), "ok");
  }));

const meddling: Record<string, (path: string) => void> = {
  "replaced by a copy": (path) => {
    Deno.copyFileSync(path, `${path}.copy`);
    Deno.renameSync(`${path}.copy`, path);
  },
  deleted: (path) => Deno.removeSync(path),
  renamed: (path) => Deno.renameSync(path, `${path}.old`),
  "cut short": (path) => Deno.truncateSync(path, Deno.statSync(path).size - 10),
  "added to": (path) => Deno.writeTextFileSync(path, "{}\n", { append: true }),
};

for (const [how, meddle] of Object.entries(meddling)) {
  Deno.test(`a log that is ${how} under its writer ends the ledger`, () =>
    withHome(async (home, open) => {
      const ledger = await open();
      await ledger.append(entry);
      meddle(`${home}/audit/${SEGMENT}`);
      await rejects(ledger.append(entry), code("poisoned"));
      await rejects(ledger.close("stop"), code("poisoned"));
    }));
}

Deno.test("a log that is verified while it is written is sound at every look", () =>
  withHome(async (home, open) => {
    const ledger = await open();
    let goesOn = true;
    const writer = (async () => {
      while (goesOn) await ledger.append(entry);
    })();
    for (let i = 0; i < 10; i++) equal(await judged(home), "ok");
    goesOn = false;
    await writer;
    await ledger.close("stop");
    equal(await judged(home), "ok");
  }));

Deno.test("a log is verified where nothing can be written", () =>
  withHome(async (home, open) => {
    const ledger = await open();
    await ledger.append(entry);
    await ledger.close("stop");
    const before = entriesOf(`${home}/audit`).map(({ name }) => name);
    await Deno.chmod(`${home}/audit`, 0o500);
    equal(await judged(home), "ok");
    await Deno.chmod(`${home}/audit`, 0o700);
    deepEqual(
      entriesOf(`${home}/audit`).map(({ name }) => name),
      before,
    );
  }));

/** Fills a disk up, then has room made on it. */
async function fillUp(
  home: string,
  { makeRoom, disk }: {
    readonly makeRoom: () => void;
    readonly disk?: Disk;
  },
): Promise<void> {
  const ledger = await openLedger({
    dir: `${home}/audit`,
    keyFile: `${home}/signing.key`,
    tool: "test 0.0.0",
    policy: HASH,
    ...disk && { disk },
  });
  let size = 0;
  await rejects(async () => {
    for (;;) {
      await ledger.append(entry);
      size = ledger.size;
    }
  }, code("write_failed"));
  equal(ledger.size, size);
  equal(ledger.failure, undefined);
  equal(await judged(home), "ok");
  makeRoom();
  await ledger.append(entry);
  await ledger.close("stop");
  equal(await judged(home), "ok");
}

Deno.test("a writer that finds 256 KiB of room and no more refuses entries, and takes them when there is more", () =>
  withHome(async (home) => {
    const disk = smallDisk(2 ** 18);
    await fillUp(home, { disk, makeRoom: () => disk.room = 2 ** 20 });
  }));

const tmpfs = (...[dir, ...options]: readonly [string, ...string[]]) =>
  ran("mount", ["-t", "tmpfs", "-o", options.join(), "tmpfs", dir]);

/** Whether this machine lets us mount; where it does not, the writer above stands in. */
async function mayMount(): Promise<boolean> {
  const dir = await Deno.makeTempDir();
  const may = tmpfs(dir, "size=256k") && ran("umount", [dir]);
  await Deno.remove(dir);
  return may;
}

if (await mayMount()) {
  Deno.test("a tmpfs of 256 KiB that is full refuses entries, and takes them when it has grown", async () => {
    const home = await Deno.makeTempDir();
    equal(tmpfs(home, "size=256k"), true);
    const makeRoom = () => {
      ran("mount", ["-o", "remount,size=1m", home]);
    };
    try {
      await fillUp(home, { makeRoom });
    } finally {
      ran("umount", [home]);
      await Deno.remove(home);
    }
  });
}

function ran(command: string, args: readonly string[]): boolean {
  try {
    return new Deno.Command(command, { args: [...args], stderr: "null" })
      .outputSync().success;
  } catch {
    return false;
  }
}

Deno.test("a key that others may read is refused", () =>
  withHome(async (home, open) => {
    await (await open()).close("stop");
    for (const mode of [0o644, 0o640, 0o660, 0o700]) {
      await Deno.chmod(`${home}/signing.key`, mode);
      await rejects(open(), code("mode"));
    }
    await Deno.chmod(`${home}/signing.key`, 0o400);
    await (await open()).close("stop");
    ok((await Deno.stat(`${home}/signing.key`)).isFile);
  }));
