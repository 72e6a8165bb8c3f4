import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  Chain,
  createSigningKey,
  type Entry,
  type LedgerError,
  openLedger,
  parseCheckpoint,
  parsePublicKey,
  recoverLog,
} from "../../audit/mod.ts";
import {
  dice,
  encode,
  file,
  inShort,
  linesOf,
  LOG,
  options,
  redaction,
  verify,
} from "../support/audit_log.ts";
import { MemoryDisk } from "../support/memory_disk.ts";

const DIR = "/home/audit";

/** A log that was killed after some appends; `size` records are signed. */
async function killed(appends = 3) {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  for (let i = 0; i < appends; i++) await ledger.append(redaction());
  const { head, size, vkey } = ledger;
  return { disk: disk.kill(), head, size, vkey };
}

function recordsOf(disk: MemoryDisk) {
  return linesOf(disk).map((line) =>
    JSON.parse(new TextDecoder().decode(line))
  );
}

/** Opens it, and checks what was opened as an auditor would. */
async function reopened(disk: MemoryDisk) {
  const ledger = await openLedger(options(disk));
  const pinned = parsePublicKey(ledger.vkey);
  const heads = [parseCheckpoint(ledger.head)!];
  equal(inShort(verify(linesOf(disk), { pinned, heads })), "ok");
  return ledger;
}

const code = (expected: string) => (error: unknown) =>
  (error as LedgerError).code === expected;

function append(disk: MemoryDisk, bytes: Uint8Array): void {
  disk.put(LOG, new Uint8Array([...disk.bytes(LOG), ...bytes]));
}

Deno.test("a log that was killed goes on, and lacks its stop", async () => {
  const { disk, size } = await killed();
  const ledger = await reopened(disk);
  equal(ledger.size, size + 1);
  const types = recordsOf(disk).map(({ type }) => type);
  equal(types.includes("stop"), false);
  equal(types.includes("recovery"), false);
  equal(types.at(-1), "start");
});

const tails: Record<string, (log: Uint8Array) => Uint8Array> = {
  "zeros": () => new Uint8Array(5000),
  "one zero": () => new Uint8Array(1),
  "a line feed": () => encode("\n"),
  "noise": () => Uint8Array.from({ length: 3000 }, (_, i) => i * 31 % 256),
  "a torn record": () => encode('{"direction":"outbound","host":"api.'),
  "the whole log once more": (log) => log,
  "two megabytes without a line feed": () => new Uint8Array(2 << 20).fill(97),
};

for (const [what, make] of Object.entries(tails)) {
  Deno.test(`${what} after the head is put aside and recorded`, async () => {
    const { disk, size } = await killed();
    const offset = disk.bytes(LOG).length;
    const tail = make(disk.bytes(LOG)).slice();
    append(disk, tail);
    await reopened(disk);
    const sha256 = createHash("sha256").update(tail).digest("hex");
    const recovery = recordsOf(disk)[size];
    deepEqual(
      { ...recovery, prev_hash: "", ts: "" },
      {
        v: 1,
        seq: size,
        prev_hash: "",
        ts: "",
        type: "recovery",
        offset,
        bytes: tail.length,
        sha256,
        cause: "tail",
      },
    );
    const kept = disk.bytes(
      `${DIR}/quarantine/${size}-${sha256.slice(0, 16)}.bin`,
    );
    deepEqual(kept, tail);
  });
}

Deno.test("records chained by someone without the key are put aside, not signed", async () => {
  const { disk, size } = await killed();
  const chain = new Chain();
  for (const line of linesOf(disk)) {
    chain.follow(line, Date.UTC(2026, 8, 1, 12));
  }
  const forged = chain.append(redaction({ host: "forged.example" }), 0);
  append(disk, file([forged]));
  await reopened(disk);
  equal(recordsOf(disk)[size].type, "recovery");
  ok(!new TextDecoder().decode(disk.bytes(LOG)).includes("forged.example"));
});

Deno.test("a log torn at any byte after its head keeps all that is signed", async () => {
  const { disk, size } = await killed(1);
  const older = disk.kill();
  const signed = disk.bytes(LOG).length;
  const ledger = await openLedger(options(disk));
  await ledger.append(redaction());
  await ledger.append(redaction());
  const whole = disk.bytes(LOG);
  for (let length = signed; length < whole.length; length++) {
    const torn = older.kill();
    torn.put(LOG, whole.slice(0, length));
    await openLedger(options(torn));
    const types = recordsOf(torn).slice(size).map(({ type }) => type);
    deepEqual(types, length === signed ? ["start"] : ["recovery", "start"]);
  }
});

Deno.test("a signed record cut anywhere is a refusal", async () => {
  const { disk } = await killed();
  const bytes = disk.bytes(LOG).slice();
  const lines = linesOf(disk);
  const three = lines.slice(-3).reduce(
    (sum, { length }) => sum + length + 1,
    0,
  );
  for (let cut = 1; cut <= three; cut++) {
    const shorter = disk.kill();
    shorter.put(LOG, bytes.slice(0, -cut));
    await rejects(openLedger(options(shorter)), code("too_short"));
  }
});

Deno.test("a signed record that was changed is a refusal naming it", async () => {
  const { disk } = await killed();
  const lines = linesOf(disk);
  for (const [index, line] of lines.entries()) {
    const changed = line.slice();
    changed[changed.length >> 1]! ^= 1;
    const damaged = disk.kill();
    damaged.put(LOG, file(lines.with(index, changed)));
    await rejects(openLedger(options(damaged)), (error) => {
      const { code, message } = error as LedgerError;
      const seq = Number(/record (\d+)/.exec(message)?.[1]);
      return code === "damaged" && seq >= index && seq <= index + 1;
    });
  }
});

for (const name of ["head.0", "head.1"]) {
  Deno.test(`${name} torn is no loss: the other one is whole`, async () => {
    const { disk, size } = await killed();
    const path = `${DIR}/${name}`;
    const isNewest = parseCheckpoint(`${disk.text(path).trimEnd()}\n`)?.size ===
      size;
    const bytes = disk.bytes(path).slice();
    bytes.fill(0, 100, 200);
    disk.put(path, bytes);
    await reopened(disk);
    const types = recordsOf(disk).slice(3).map(({ type }) => type);
    equal(types.includes("recovery"), isNewest);
  });
}

Deno.test("no head at all is a refusal, since nothing says where the log ended", async () => {
  const { disk } = await killed();
  disk.remove(`${DIR}/head.0`);
  disk.remove(`${DIR}/head.1`);
  const before = disk.bytes(LOG).slice();
  await rejects(openLedger(options(disk)), code("missing_head"));
  deepEqual(disk.bytes(LOG), before);
});

Deno.test("records that are gone are a refusal", async () => {
  const { disk } = await killed();
  disk.remove(LOG);
  await rejects(openLedger(options(disk)), code("missing_log"));
});

Deno.test("a key that is gone is a refusal, and no new one is made", async () => {
  const { disk } = await killed();
  disk.remove("/home/signing.key");
  await rejects(openLedger(options(disk)), code("missing_key"));
  equal(disk.facts("/home/signing.key"), undefined);
});

Deno.test("another key is a refusal", async () => {
  const { disk } = await killed();
  disk.remove("/home/signing.key");
  createSigningKey("/home/signing.key", disk);
  await rejects(openLedger(options(disk)), code("wrong_key"));
});

Deno.test("an older head keeps what is signed in the log itself", async () => {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  await ledger.append(redaction());
  const old = disk.kill();
  ledger.checkpoint();
  const covered = ledger.size - 1;
  await ledger.append(redaction());
  old.put(LOG, disk.bytes(LOG));
  await reopened(old);
  const records = recordsOf(old);
  equal(records[covered].type, "recovery");
  equal(records[covered - 1].type, "redaction");
});

Deno.test("a crash between putting aside and recording is made good", async () => {
  const { disk, size } = await killed();
  append(disk, encode("torn"));
  disk.faults.truncate = () => {
    throw new Error("killed here");
  };
  await rejects(openLedger(options(disk)));
  const second = disk.kill();
  await reopened(second);
  const recoveries = recordsOf(second).filter(({ type }) =>
    type === "recovery"
  );
  equal(recoveries.length, 1);

  const third = new MemoryDisk();
  const ledger = await openLedger(options(third));
  const at = ledger.size;
  third.makeDir(`${DIR}/quarantine`);
  third.put(`${DIR}/quarantine/${at}-0123456789abcdef.bin`, encode("torn"));
  const fourth = third.kill();
  await reopened(fourth);
  equal(recordsOf(fourth)[at].type, "recovery");
  equal(recordsOf(fourth)[at].bytes, 4);
  ok(size > 0);
});

Deno.test("a segment that no one signed is put aside as a whole", async () => {
  const { disk, size } = await killed();
  disk.put(`${DIR}/log-00000000000000000099.jsonl`, encode("not ours\n"));
  await reopened(disk);
  equal(recordsOf(disk)[size].cause, "segment");
  deepEqual(
    disk.list(DIR).filter((name) => name.startsWith("log-")),
    ["log-00000000000000000000.jsonl"],
  );
});

Deno.test("an anchored note that the log does not reach is a refusal", async () => {
  const { disk, head } = await killed();
  const older = (await killed(1)).disk;
  ok(older);
  const size = parseCheckpoint(head)!.size;
  disk.makeDir(`${DIR}/anchors`);
  disk.put(`${DIR}/anchors/${size}.note`, encode(head));
  const lines = linesOf(disk);
  disk.put(LOG, file(lines.slice(0, -1)));
  disk.put(`${DIR}/head.0`, encode("\n".repeat(1024)));
  await rejects(openLedger(options(disk)), code("too_short"));
});

Deno.test("a sealed segment without a successor gets one", async () => {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  disk.faults.rename = () => {
    throw new Error("killed here");
  };
  try {
    ledger.rotateChain();
  } catch {
    delete disk.faults.rename;
  }
  const after = disk.kill();
  delete after.faults.rename;
  await reopened(after);
  deepEqual(
    after.list(DIR).filter((name) => name.endsWith(".jsonl")),
    ["log-00000000000000000000.jsonl", "log-00000000000000000005.jsonl"],
  );
});

Deno.test("an accepted loss keeps what is sound and is recorded for ever", async () => {
  const { disk, head, size } = await killed(150);
  const lines = linesOf(disk);
  disk.put(LOG, file(lines.with(120, encode("damaged"))));
  disk.remove(`${DIR}/resume.json`);
  await rejects(openLedger(options(disk)), code("damaged"));
  const loss = {
    dir: DIR,
    keyFile: "/home/signing.key",
    acceptLoss: true,
    reason: "disk replaced",
    disk,
  };
  deepEqual(recoverLog(loss), { kept: 102, claimed: size });
  const gap = recordsOf(disk).find(({ type }) => type === "gap");
  equal(gap.note, head);
  equal(gap.reason, "disk replaced");
  const ledger = await openLedger(options(disk));
  const pinned = parsePublicKey(ledger.vkey);
  const heads = [parseCheckpoint(ledger.head)!];
  const seen = [parseCheckpoint(head)!];
  const verdict = verify(linesOf(disk), { pinned, heads, seen });
  equal(inShort(verdict), "ok gap");
  await ledger.close("stop");
});

Deno.test("a loss that is not accepted changes nothing", async () => {
  const { disk } = await killed();
  disk.put(LOG, file(linesOf(disk).slice(0, -1)));
  const before = disk.bytes(LOG).slice();
  const loss = {
    dir: DIR,
    keyFile: "/home/signing.key",
    acceptLoss: false,
    reason: "",
    disk,
  };
  await rejects(async () => await recoverLog(loss), code("too_short"));
  deepEqual(disk.bytes(LOG), before);
});

Deno.test("a log that is sound has nothing to recover", async () => {
  const { disk } = await killed();
  const loss = {
    dir: DIR,
    keyFile: "/home/signing.key",
    acceptLoss: true,
    reason: "just in case",
    disk,
  };
  equal(recoverLog(loss), undefined);
  await reopened(disk);
});

Deno.test("a log whose heads are gone is recovered up to its last checkpoint", async () => {
  const { disk } = await killed();
  disk.remove(`${DIR}/head.0`);
  disk.remove(`${DIR}/head.1`);
  const loss = {
    dir: DIR,
    keyFile: "/home/signing.key",
    acceptLoss: true,
    reason: "heads deleted",
    disk,
  };
  equal(recoverLog(loss)?.kept, 1);
  await openLedger(options(disk));
});

Deno.test("whatever a crash leaves of the disk, all that was acknowledged is there", async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = dice(seed);
    let disk = new MemoryDisk();
    const acknowledged = new Set<string>();
    for (let round = 0; round < 4; round++) {
      const ledger = await openLedger(
        options(disk, { segmentBytes: 3000 }),
      );
      await work(disk, ledger, { random, acknowledged, name: `${round}` });
      disk = disk.crash(random);
    }
    const ledger = await openLedger(options(disk));
    const requests = recordsOf(disk).map(({ request }) => request);
    for (const request of acknowledged) {
      ok(requests.includes(request), `seed ${seed}: ${request}`);
    }
    const pinned = parsePublicKey(ledger.vkey);
    const heads = [parseCheckpoint(ledger.head)!];
    equal(inShort(verify(linesOf(disk), { pinned, heads })), "ok");
  }
});

/** Appends until the power goes at a random step. */
async function work(
  disk: MemoryDisk,
  ledger: Awaited<ReturnType<typeof openLedger>>,
  { random, acknowledged, name }: {
    readonly random: () => number;
    readonly acknowledged: Set<string>;
    readonly name: string;
  },
): Promise<void> {
  let steps = Math.floor(random() * 60);
  const step = () => {
    if (steps-- <= 0) throw new Error("power cut");
  };
  disk.faults.sync = step;
  disk.faults.rename = step;
  disk.faults.write = (_, bytes) => {
    step();
    return random() < 0.1 ? Math.ceil(bytes / 2) : bytes;
  };
  for (let i = 0; i < 12 && !ledger.failure; i++) {
    const request = `${name}-${i}`;
    const entry: Entry = redaction({ request });
    await ledger.append(entry).then(
      () => acknowledged.add(request),
      () => undefined,
    );
    if (random() < 0.1) attempt(() => ledger.rotateChain());
    if (random() < 0.1) attempt(() => ledger.rotateKey("scheduled"));
  }
}

function attempt(run: () => void): void {
  try {
    run();
  } catch {
    // The power cut; the next start has to cope.
  }
}
