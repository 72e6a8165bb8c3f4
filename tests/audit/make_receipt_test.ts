import { deepEqual, equal, throws } from "node:assert/strict";
import type { Commit } from "../../audit/batch.ts";
import { commitReceipts } from "../../audit/commit_receipts.ts";
import { makeReceipt } from "../../audit/make_receipt.ts";
import { openLedger } from "../../audit/open_ledger.ts";
import { parsePublicKey } from "../../audit/public_key.ts";
import { formatReceipt } from "../../audit/receipt.ts";
import { verifyReceipt } from "../../audit/verify_receipt.ts";
import { EVERY_ENTRY, options, redaction } from "../support/audit_log.ts";
import { MemoryDisk } from "../support/memory_disk.ts";

const DIR = "/home/audit";

async function written() {
  const disk = new MemoryDisk();
  const commits: Commit[] = [];
  const ledger = await openLedger(options(disk, {
    onCommit: (commit) => commits.push(commit),
  }));
  await Promise.all(EVERY_ENTRY.map((entry) => ledger.append(entry)));
  for (let i = 0; i < 130; i++) {
    await ledger.append(redaction({ request: `req-${i}` }));
  }
  const receipt = (seq: number, at?: number) =>
    makeReceipt({ dir: DIR, disk, seq, ...(at === undefined ? {} : { at }) });
  const holds = (text: string) =>
    verifyReceipt(text, parsePublicKey(ledger.vkey));
  return { disk, ledger, commits, receipt, holds };
}

Deno.test("a receipt of any record can be made from the log, and verifies", async () => {
  const { ledger, receipt, holds } = await written();
  for (let seq = 0; seq < ledger.size; seq += 7) {
    const verdict = holds(formatReceipt(receipt(seq), "json"));
    equal(verdict.ok && verdict.record.seq, seq);
    equal(verdict.ok && verdict.checkpoint.size, ledger.size);
  }
});

Deno.test("what a commit gives receipts for are redactions and manifests", async () => {
  const { commits, holds } = await written();
  const receipts = commits.flatMap(commitReceipts);
  equal(receipts.length, 132);
  for (const { path, text } of receipts) {
    const verdict = holds(text);
    equal(verdict.ok, true);
    if (!verdict.ok) continue;
    const { seq, type } = verdict.record;
    const folder = type === "session" ? "sessions" : "receipts";
    equal(path, `${folder}/${seq}.json`);
  }
});

Deno.test("a receipt written after the commit is the one that the log gives for its size", async () => {
  const { commits, receipt, holds } = await written();
  const [first] = commits.flatMap(commitReceipts);
  const verdict = holds(first!.text);
  if (!verdict.ok) throw new Error(verdict.explanation);
  const { record, checkpoint } = verdict;
  const size = checkpoint.size;
  // No checkpoint of that size stands in the log: the head has moved on.
  throws(() => receipt(record.seq, size), { code: "not_found" });
  equal(holds(formatReceipt(receipt(record.seq), "json")).ok, true);
});

Deno.test("a receipt can be had under any checkpoint in the log", async () => {
  const { receipt, holds, commits } = await written();
  const sizes = commits.flatMap(({ records }) => records)
    .filter(({ entry: { type } }) => type === "checkpoint")
    .map(({ seq }) => seq);
  equal(sizes.length > 0, true);
  for (const size of sizes) {
    const verdict = holds(formatReceipt(receipt(3, size), "json"));
    equal(verdict.ok && verdict.checkpoint.size, size);
  }
});

Deno.test("an anchored note is preferred, for its witnesses", async () => {
  const { receipt, disk, ledger } = await written();
  const note = ledger.head.trimEnd() + "\n— witness.example/1 AAAAAAAA\n";
  disk.makeDir(`${DIR}/anchors`);
  const file = disk.open(`${DIR}/anchors/${ledger.size}.note`, "create");
  file.writeAt(new TextEncoder().encode(note), 0);
  file.close();
  equal(receipt(3).checkpoint, note);
});

Deno.test("pruned records have no new receipts, later ones have", async () => {
  const { receipt, holds, ledger } = await written();
  const old = formatReceipt(receipt(5), "json");
  ledger.rotateChain();
  await ledger.append(redaction());
  const first = ledger.prune(ledger.size);
  throws(() => receipt(5), { code: "not_found" });
  const verdict = holds(formatReceipt(receipt(first + 2), "json"));
  deepEqual(verdict.ok && verdict.record.type, "redaction");
  equal(holds(old).ok, true);
});

Deno.test("there is no receipt for a record that is not there", async () => {
  const { receipt, ledger } = await written();
  throws(() => receipt(ledger.size), { code: "not_found" });
  throws(() => receipt(5, 3), { code: "not_found" });
  throws(() => receipt(5, ledger.size + 1), { code: "not_found" });
});

Deno.test("a log that is not the one that was signed gives no receipt", async () => {
  const { receipt, disk } = await written();
  const file = disk.open(`${DIR}/log-00000000000000000000.jsonl`, "write");
  file.writeAt(new TextEncoder().encode("9"), 1_500);
  file.close();
  throws(() => receipt(40), { code: "refuted" });
});
