import { deepEqual, equal, rejects } from "node:assert/strict";
import type { LogRecord } from "../../audit/entry.ts";
import { obeyAt } from "../../audit/obey_at.ts";
import { openLedger } from "../../audit/open_ledger.ts";
import { HASH, linesOf, options, redaction } from "../support/audit_log.ts";
import { MemoryDisk } from "../support/memory_disk.ts";

async function anIdleLog() {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  await ledger.append(redaction());
  await ledger.append({
    type: "policy",
    old: HASH,
    new: "6c".repeat(32),
    patterns: 9,
  });
  await ledger.close("done");
  const idle = {
    dir: "/home/audit",
    keyFile: "/home/signing.key",
    tool: "waterwall 0.0.0",
    disk,
  };
  const records = () =>
    linesOf(disk).map((line): LogRecord =>
      JSON.parse(new TextDecoder().decode(line))
    );
  return { idle, records, vkey: ledger.vkey };
}

Deno.test("an idle log is opened, told, and closed again", async () => {
  const { idle, records, vkey } = await anIdleLog();
  const before = records().length;
  const done = await obeyAt(idle, { order: "rotate-key", reason: "scheduled" });
  equal(done.vkey === vkey, false);
  deepEqual(records().slice(before).map(({ type }) => type), [
    "start",
    "key",
    "checkpoint",
    "stop",
    "checkpoint",
  ]);
  await obeyAt(idle, { order: "rotate-chain" });
});

Deno.test("nothing is decided under another policy than the last", async () => {
  const { idle, records } = await anIdleLog();
  await obeyAt(idle, { order: "rotate-chain" });
  const start = records().findLast(({ type }) => type === "start");
  equal(start?.type === "start" && start.policy, "6c".repeat(32));
});

Deno.test("a log that is in use is left alone, and none is made", async () => {
  const { idle } = await anIdleLog();
  const ledger = await openLedger(options(idle.disk));
  await rejects(obeyAt(idle, { order: "rotate-chain" }), { code: "locked" });
  equal(ledger.failure, undefined);
  const none = { ...idle, dir: "/none", disk: new MemoryDisk() };
  await rejects(obeyAt(none, { order: "rotate-chain" }), { name: "LogError" });
  deepEqual(none.disk.list("/none"), []);
});
