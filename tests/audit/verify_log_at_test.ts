import { equal, ok } from "node:assert/strict";
import {
  openLedger,
  parsePublicKey,
  readLog,
  verifyLogAt,
} from "../../audit/mod.ts";
import {
  encode,
  file,
  inShort,
  linesOf,
  LOG,
  options,
  redaction,
} from "../support/audit_log.ts";
import { MemoryDisk } from "../support/memory_disk.ts";

const DIR = "/home/audit";

async function written(count = 3) {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  for (let i = 0; i < count; i++) await ledger.append(redaction());
  return { disk, ledger, pinned: parsePublicKey(ledger.vkey) };
}

/** No one waits in a test. */
const wait = () => Promise.resolve();

Deno.test("a folder is verified with its head", async () => {
  const { disk, pinned } = await written();
  equal(inShort(await verifyLogAt(DIR, { disk, pinned })), "ok");
});

Deno.test("a single file is verified up to its last checkpoint", async () => {
  const { disk, pinned } = await written();
  equal(
    inShort(await verifyLogAt(LOG, { disk, pinned })),
    "ok unsigned-tail",
  );
});

Deno.test("what follows the head is counted and not read", async () => {
  const { disk, pinned } = await written();
  for (const tail of ["torn", "\0\0\0", "\n", "x".repeat(70_000)]) {
    const after = disk.kill();
    after.put(LOG, new Uint8Array([...disk.bytes(LOG), ...encode(tail)]));
    const verdict = await verifyLogAt(DIR, { disk: after, pinned, wait });
    equal(inShort(verdict), "ok unsigned-tail");
    equal(verdict.ok && verdict.log.tailBytes, tail.length);
  }
});

Deno.test("a log that lacks what its head speaks of is refused", async () => {
  const { disk, pinned } = await written();
  disk.put(LOG, file(linesOf(disk).slice(0, -1)));
  equal(inShort(await verifyLogAt(DIR, { disk, pinned })), "head-ahead at 5");
});

for (const [name, others] of [["head.0", "head.1"], ["head.1", "head.0"]]) {
  Deno.test(`a torn ${name} is made good by ${others}`, async () => {
    const { disk, pinned } = await written();
    const bytes = disk.bytes(`${DIR}/${name}`).slice();
    for (let at = 0; at < 200; at += 9) {
      const torn = disk.kill();
      torn.put(`${DIR}/${name}`, bytes.map((b, i) => i < at ? b ^ 1 : b));
      const verdict = await verifyLogAt(DIR, { disk: torn, pinned, wait });
      ok(["ok", "ok unsigned-tail"].includes(inShort(verdict)));
    }
  });
}

Deno.test("without any head the rest of the log is unsigned", async () => {
  const { disk, pinned } = await written();
  disk.remove(`${DIR}/head.0`);
  disk.remove(`${DIR}/head.1`);
  equal(
    inShort(await verifyLogAt(DIR, { disk, pinned })),
    "ok unsigned-tail",
  );
});

Deno.test("a commit that is under way is waited for", async () => {
  const { disk, ledger, pinned } = await written();
  const later = disk.kill();
  await ledger.append(redaction());
  later.put(LOG, disk.bytes(LOG));
  let waits = 0;
  const arrive = () => {
    waits += 1;
    for (const name of ["head.0", "head.1"]) {
      later.put(`${DIR}/${name}`, disk.bytes(`${DIR}/${name}`));
    }
    return Promise.resolve();
  };
  const trust = { disk: later, pinned, wait: arrive };
  equal(inShort(await verifyLogAt(DIR, trust)), "ok");
  equal(waits, 1);
});

Deno.test("what is added while one reads is no fault", async () => {
  const { disk, ledger, pinned } = await written();
  const visit = () => void ledger.append(redaction());
  equal(inShort(await verifyLogAt(DIR, { disk, pinned, visit })), "ok");
});

Deno.test("a fault is named by its file and the place in it", async () => {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  ledger.rotateChain();
  await ledger.append(redaction());
  await ledger.append(redaction());
  const path = `${DIR}/log-00000000000000000005.jsonl`;
  const text = disk.text(path);
  const second = text.indexOf("\n") + 1;
  const changed = text.slice(0, second) + text.slice(second).replace("{", "[");
  disk.put(path, encode(changed));
  const pinned = parsePublicKey(ledger.vkey);
  const verdict = await verifyLogAt(DIR, { disk, pinned });
  ok(!verdict.ok);
  equal(verdict.file, path);
  equal(verdict.offset, second);
  equal(verdict.seq, 6);
});

Deno.test("each record is shown once, in order", async () => {
  const { disk, pinned } = await written();
  const seen: number[] = [];
  await verifyLogAt(DIR, {
    disk,
    pinned,
    visit: ({ seq }) => void seen.push(seq),
  });
  equal(seen.join(), "0,1,2,3,4,5");
});

Deno.test("a log can be read line by line", async () => {
  const { disk } = await written();
  const log = readLog(DIR, disk);
  equal([...log.lines()].length, 6);
  equal(log.heads[0]!.size, 6);
  ok(log.vkey);
});

Deno.test("a place to resume at that was meddled with is not used", async () => {
  const disk = new MemoryDisk();
  const first = await openLedger(options(disk));
  for (let i = 0; i < 120; i++) await first.append(redaction());
  await first.close("stop");
  const noted = JSON.parse(disk.text(`${DIR}/resume.json`));
  const changes: readonly Record<string, unknown>[] = [
    { note: "x" },
    { note: noted.note.replace(/\n\d+\n/, "\n7\n") },
    { frontier: noted.frontier.slice(1) },
    { frontier: noted.frontier.with(0, "00".repeat(32)) },
    { offset: noted.offset + 1 },
    { offset: 0 },
    { end: noted.end - 1 },
    { end: 1e9 },
    { segment: 1 },
    { segment: "../x" },
  ];
  for (const change of changes) {
    const copy = disk.kill();
    const text = JSON.stringify({ ...noted, ...change });
    copy.put(`${DIR}/resume.json`, encode(text));
    const ledger = await openLedger(options(copy));
    equal(ledger.size, first.size + 1);
    const pinned = parsePublicKey(ledger.vkey);
    equal(inShort(await verifyLogAt(DIR, { disk: copy, pinned })), "ok");
  }
});

Deno.test("the next place to resume at is written over the one before", async () => {
  const disk = new MemoryDisk();
  const path = `${DIR}/resume.json`;
  const noted = () => JSON.parse(disk.text(path));
  const ledger = await openLedger(options(disk));
  for (let i = 0; i < 120; i++) await ledger.append(redaction());
  const { ino } = disk.facts(path)!;
  const before = noted();
  const bytes = disk.bytes(path).slice();
  for (let i = 0; i < 120; i++) await ledger.append(redaction());
  equal(disk.facts(path)!.ino, ino);
  ok(noted().end > before.end);
  // The machine stopped half way.
  disk.put(
    path,
    Uint8Array.of(...disk.bytes(path).slice(0, 300), ...bytes.slice(300)),
  );
  const copy = disk.kill();
  equal((await openLedger(options(copy))).size, ledger.size + 1);
});

Deno.test("a start reads no more than what follows the place to resume at", async () => {
  const disk = new MemoryDisk();
  const first = await openLedger(options(disk));
  for (let i = 0; i < 120; i++) await first.append(redaction());
  await first.close("stop");
  const bytes = disk.bytes(LOG).slice();
  bytes.fill(0x20, 100, 20_000);
  const file = disk.open(LOG, "write");
  file.writeAt(bytes, 0);
  const ledger = await openLedger(options(disk));
  equal(ledger.size, first.size + 1);
  const pinned = parsePublicKey(ledger.vkey);
  ok(!(await verifyLogAt(DIR, { disk, pinned })).ok);
});
