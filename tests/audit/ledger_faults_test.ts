import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import {
  type LedgerError,
  openLedger,
  parseCheckpoint,
  parsePublicKey,
} from "../../audit/mod.ts";
import {
  inShort,
  linesOf,
  LOG,
  options,
  redaction,
  verify,
} from "../support/audit_log.ts";
import { MemoryDisk } from "../support/memory_disk.ts";

async function fresh() {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  await ledger.append(redaction());
  return { disk, ledger };
}

const code = (expected: string) => (error: unknown) =>
  (error as LedgerError).code === expected;

/** The next start finds a log that verifies and holds what was acknowledged. */
async function resumesWith(disk: MemoryDisk, acknowledged: readonly number[]) {
  const after = disk.kill();
  const ledger = await openLedger(options(after));
  const records = linesOf(after).map((line) =>
    JSON.parse(new TextDecoder().decode(line))
  );
  for (const seq of acknowledged) equal(records[seq].type, "redaction");
  const pinned = parsePublicKey(ledger.vkey);
  const heads = [parseCheckpoint(ledger.head)!];
  equal(inShort(verify(linesOf(after), { pinned, heads })), "ok");
  return records;
}

const full = () => {
  throw new Error("No space left on device (os error 28)");
};

Deno.test("a full disk refuses the entry and leaves no trace of it", async () => {
  const { disk, ledger } = await fresh();
  const before = disk.bytes(LOG).slice();
  disk.faults.write = full;
  await rejects(ledger.append(redaction()), code("write_failed"));
  deepEqual(disk.bytes(LOG), before);
  equal(ledger.failure, undefined);
});

Deno.test("a disk that fills up in the middle of a line leaves no trace of it", async () => {
  const { disk, ledger } = await fresh();
  const before = disk.bytes(LOG).slice();
  let calls = 0;
  disk.faults.write = () => calls++ === 0 ? 100 : full();
  await rejects(ledger.append(redaction()), code("write_failed"));
  deepEqual(disk.bytes(LOG), before);
});

Deno.test("entries are taken again when there is room again", async () => {
  const { disk, ledger } = await fresh();
  disk.faults.write = full;
  await rejects(ledger.append(redaction()), code("write_failed"));
  delete disk.faults.write;
  const { seq } = await ledger.append(redaction());
  equal(seq, 4);
  await resumesWith(disk, [3, 4]);
});

Deno.test("a write that fails refuses everyone who waited for it", async () => {
  const { disk, ledger } = await fresh();
  disk.faults.write = full;
  const answers = await Promise.allSettled(
    Array.from({ length: 5 }, () => ledger.append(redaction())),
  );
  ok(answers.every(({ status }) => status === "rejected"));
  equal(ledger.size, 4);
});

Deno.test("a system that takes a byte at a time still gets all of them", async () => {
  const { disk, ledger } = await fresh();
  disk.faults.write = () => 1;
  await ledger.append(redaction());
  delete disk.faults.write;
  await resumesWith(disk, [3, 4]);
});

Deno.test("a system that takes nothing is a failed write", async () => {
  const { disk, ledger } = await fresh();
  disk.faults.write = () => 0;
  await rejects(ledger.append(redaction()), code("write_failed"));
});

Deno.test("a write that cannot be taken back ends the ledger", async () => {
  const { disk, ledger } = await fresh();
  let calls = 0;
  disk.faults.write = () => calls++ === 0 ? 100 : full();
  disk.faults.truncate = full;
  await rejects(ledger.append(redaction()), code("poisoned"));
  await endsHere(disk, ledger);
});

Deno.test("a failed sync of the log ends the ledger, without another try", async () => {
  const { disk, ledger } = await fresh();
  let syncs = 0;
  disk.faults.sync = () => {
    syncs += 1;
    throw new Error("Input/output error (os error 5)");
  };
  await rejects(ledger.append(redaction()), code("poisoned"));
  equal(syncs, 1);
  await endsHere(disk, ledger);
});

for (const fault of ["write", "sync"] as const) {
  Deno.test(`a failed ${fault} of the head ends the ledger`, async () => {
    const { disk, ledger } = await fresh();
    disk.faults[fault] = (path: string, bytes?: number): number => {
      if (path.includes("head")) throw new Error("Input/output error");
      return bytes ?? 0;
    };
    await rejects(ledger.append(redaction()), code("poisoned"));
    await endsHere(disk, ledger);
  });
}

/** Nothing more is taken, even when the disk is well again. */
async function endsHere(
  disk: MemoryDisk,
  ledger: Awaited<ReturnType<typeof fresh>>["ledger"],
) {
  for (const fault of ["write", "sync", "truncate"] as const) {
    delete disk.faults[fault];
  }
  equal(ledger.failure?.code, "poisoned");
  const bytes = disk.bytes(LOG).slice();
  await rejects(ledger.append(redaction()), code("poisoned"));
  await rejects(ledger.close("stop"), code("poisoned"));
  deepEqual(disk.bytes(LOG), bytes);
  await resumesWith(disk, [3]);
}

/** What someone does to the log, and what the next start says to that. */
const meddling: Record<
  string,
  { readonly meddle: (disk: MemoryDisk) => void; readonly then: string }
> = {
  "replaced": {
    meddle: (disk) => {
      const bytes = disk.bytes(LOG).slice();
      disk.remove(LOG);
      disk.put(LOG, bytes);
    },
    then: "resumes",
  },
  "deleted": { meddle: (disk) => disk.remove(LOG), then: "missing_log" },
  "renamed": {
    meddle: (disk) => disk.rename(LOG, `${LOG}.old`),
    then: "missing_log",
  },
  "cut short": {
    meddle: (disk) =>
      disk.open(LOG, "write").truncate(disk.bytes(LOG).length - 1),
    then: "too_short",
  },
  "emptied": {
    meddle: (disk) => disk.open(LOG, "write").truncate(0),
    then: "too_short",
  },
  "added to": {
    meddle: (disk) => {
      const file = disk.open(LOG, "write");
      file.writeAt(new TextEncoder().encode("x\n"), disk.bytes(LOG).length);
    },
    then: "resumes",
  },
};

for (const [how, { meddle, then }] of Object.entries(meddling)) {
  Deno.test(`a log that is ${how} while it is written ends the ledger, and the next start ${then}`, async () => {
    const { disk, ledger } = await fresh();
    meddle(disk);
    await rejects(ledger.append(redaction()), code("poisoned"));
    equal(ledger.failure?.code, "poisoned");
    if (then === "resumes") await resumesWith(disk, [3]);
    else await rejects(openLedger(options(disk.kill())), code(then));
  });
}

Deno.test("a log that is moved with its folder ends the ledger", async () => {
  const { disk, ledger } = await fresh();
  disk.rename("/home/audit", "/home/old");
  await rejects(ledger.append(redaction()), code("poisoned"));
});

Deno.test("a folder that cannot be read is said to be so", async () => {
  const disk = new MemoryDisk();
  disk.faults.list = () => {
    throw new Deno.errors.PermissionDenied("Permission denied (os error 13)");
  };
  await rejects(openLedger(options(disk)), (error) => {
    const { code, message } = error as LedgerError;
    return code === "unusable" && message.includes("Permission denied");
  });
});

for (const name of ["head.0", "head.1"]) {
  Deno.test(`a ${name} that is replaced while it is written ends the ledger`, async () => {
    const { disk, ledger } = await fresh();
    const path = `/home/audit/${name}`;
    const bytes = disk.bytes(path).slice();
    disk.remove(path);
    disk.put(path, bytes);
    const answers = await Promise.allSettled([
      ledger.append(redaction()).then(() => ledger.append(redaction())),
    ]);
    equal(answers[0]!.status, "rejected");
    equal(ledger.failure?.code, "poisoned");
  });
}

Deno.test("a seal that fails leaves the segment as it was", async () => {
  const { disk, ledger } = await fresh();
  disk.faults.write = full;
  try {
    ledger.rotateChain();
    ok(false, "should have thrown");
  } catch (error) {
    equal((error as LedgerError).code, "write_failed");
  }
  delete disk.faults.write;
  await ledger.append(redaction());
  await resumesWith(disk, [3, 4]);
});

Deno.test("a segment that cannot be begun leaves the log usable", async () => {
  const { disk, ledger } = await fresh();
  disk.faults.rename = full;
  try {
    ledger.rotateChain();
    ok(false, "should have thrown");
  } catch (error) {
    ok(/No space/.test((error as Error).message));
  }
  delete disk.faults.rename;
  const { seq } = await ledger.append(redaction());
  await resumesWith(disk, [3, seq]);
});
