import { deepEqual, equal, throws } from "node:assert/strict";
import { openLedger } from "../../audit/open_ledger.ts";
import { SignedRecords } from "../../audit/signed_records.ts";
import { LOG, options, redaction } from "../support/audit_log.ts";
import { MemoryDisk } from "../support/memory_disk.ts";

const DIR = "/home/audit";

async function aLog() {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  const records = new SignedRecords(DIR, disk);
  const seqs = () => [...records.next()].map(({ record }) => record.seq);
  return { disk, ledger, seqs };
}

Deno.test("records are given once, and what is added is given the next time", async () => {
  const { ledger, seqs } = await aLog();
  deepEqual(seqs(), [0, 1, 2]);
  deepEqual(seqs(), []);
  await ledger.append(redaction());
  deepEqual(seqs(), [3]);
  ledger.rotateChain();
  await ledger.append(redaction());
  deepEqual(seqs(), [4, 5, 6]);
  deepEqual(seqs(), []);
});

Deno.test("what is not under the signed head is not given", async () => {
  const { disk, ledger, seqs } = await aLog();
  const { size } = disk.facts(LOG)!;
  const file = disk.open(LOG, "write");
  file.writeAt(new TextEncoder().encode('{"seq":3}\n'), size);
  file.close();
  deepEqual(seqs(), [0, 1, 2]);
  equal(ledger.size, 3);
});

Deno.test("a pruned log is given from where it begins", async () => {
  const { disk, ledger } = await aLog();
  ledger.rotateChain();
  await ledger.append(redaction());
  const first = ledger.prune(ledger.size);
  const [begin] = [...new SignedRecords(DIR, disk).next()];
  equal(begin?.record.seq, first);
});

Deno.test("lines are given as they stand", async () => {
  const { disk } = await aLog();
  const text = new TextDecoder().decode(disk.bytes(LOG));
  const lines = [...new SignedRecords(DIR, disk).next()]
    .map(({ line }) => `${line}\n`);
  equal(lines.join(""), text);
});

Deno.test("where there is no log there are no records", () => {
  throws(() => new SignedRecords("/none", new MemoryDisk()), {
    name: "LogError",
  });
});
