import { deepEqual, equal, match } from "node:assert/strict";
import {
  exportEvidence,
  openLedger,
  parsePublicKey,
  ReceiptFiles,
  verifyReceipt,
} from "../../../audit/mod.ts";
import { HASH, redaction } from "../../support/audit_log.ts";
import { has, inTempDir, run } from "../support/run.ts";

const VERIFY_PY = new URL("../../../audit/evidence/verify.py", import.meta.url)
  .pathname;

function opened(dir: string, onCommit = (_: unknown) => {}) {
  return openLedger({
    dir: `${dir}/audit`,
    keyFile: `${dir}/signing.key`,
    tool: "waterwall 0.0.0",
    policy: HASH,
    onCommit,
  });
}

async function exported(dir: string, file: string): Promise<void> {
  const { chunks } = await exportEvidence({
    dir: `${dir}/audit`,
    keyFile: `${dir}/signing.key`,
    receipts: true,
  });
  await Deno.writeFile(file, ReadableStream.from(chunks));
}

Deno.test("verify.py follows two rotations through a pruned log", async () => {
  if (!await has("python3")) return;
  await inTempDir(async (dir) => {
    const ledger = await opened(dir);
    const keys = [ledger.vkey];
    for (const reason of ["scheduled", "compromise"] as const) {
      await ledger.append(redaction());
      keys.push(ledger.rotateKey(reason));
    }
    ledger.rotateChain();
    await ledger.append(redaction());
    const first = ledger.prune(ledger.size);
    await exported(dir, `${dir}/b.tar.gz`);
    await ledger.close("done");
    for (const key of keys) {
      const { stdout } = await run("python3", [
        "-B",
        VERIFY_PY,
        `${dir}/b.tar.gz`,
        "--pubkey",
        key,
      ]);
      match(stdout, new RegExp(`^OK weaker=policy records ${first} to `));
    }
  });
});

Deno.test("receipts are written beside the log, readable by their owner alone", async () => {
  await inTempDir(async (dir) => {
    const receipts = new ReceiptFiles(`${dir}/audit`);
    const ledger = await opened(dir, receipts.onCommit as () => void);
    for (let i = 0; i < 5; i++) await ledger.append(redaction());
    await receipts.settled();
    const names: string[] = [];
    for await (const { name } of Deno.readDir(`${dir}/audit/receipts`)) {
      names.push(name);
    }
    deepEqual(names.sort(), ["3.json", "4.json", "5.json", "6.json", "7.json"]);
    const path = `${dir}/audit/receipts/5.json`;
    equal((await Deno.stat(path)).mode! & 0o777, 0o600);
    const verdict = verifyReceipt(
      await Deno.readTextFile(path),
      parsePublicKey(ledger.vkey),
    );
    equal(verdict.ok && verdict.record.seq, 5);
    await ledger.close("done");
  });
});

Deno.test("a folder where no receipt can be written holds nothing up", async () => {
  await inTempDir(async (dir) => {
    const receipts = new ReceiptFiles(`${dir}/audit`);
    const ledger = await opened(dir, receipts.onCommit as () => void);
    await Deno.writeTextFile(`${dir}/audit/receipts`, "in the way");
    await ledger.append(redaction());
    await receipts.settled();
    equal(ledger.failure, undefined);
    await ledger.close("done");
  });
});
