import { deepEqual, equal } from "node:assert/strict";
import { openLedger, verifyLogAt } from "../../audit/mod.ts";
import { options, redaction } from "../support/audit_log.ts";
import { MemoryDisk } from "../support/memory_disk.ts";

Deno.test("a pruned log verifies by the key in its folder, which is then not pinned", async () => {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  await ledger.append(redaction());
  ledger.rotateKey("scheduled");
  ledger.rotateChain();
  await ledger.append(redaction());
  ledger.prune(ledger.size);
  const verdict = await verifyLogAt("/home/audit", { disk });
  equal(verdict.ok, true);
  if (!verdict.ok) return;
  equal(verdict.log.signed, verdict.log.size);
  deepEqual(verdict.weaker.map(({ code }) => code), ["not-pinned"]);
});
