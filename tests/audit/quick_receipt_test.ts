import { deepEqual, equal } from "node:assert/strict";
import { concat } from "../../audit/bytes.ts";
import { parseCheckpoint } from "../../audit/checkpoint.ts";
import { provenRecord, readReceipt } from "../../audit/proven_record.ts";
import { QuickReceipts } from "../../audit/quick_receipt.ts";
import { formatReceipt } from "../../audit/receipt.ts";
import { leafHash } from "../../audit/tree.ts";
import { TreeLevels } from "../../audit/tree_levels.ts";
import { fromUtf8, utf8 } from "../support/byte_stream.ts";
import { SampleLog, sampleLog, testSigner } from "../support/sample_log.ts";

const LOG = sampleLog();
const NOTE = LOG.head();
const HEAD = parseCheckpoint(NOTE)!;

function receiptsOf(log: SampleLog, checkpoint = log.head()): Uint8Array[] {
  const leaves = log.lines.map((line) => leafHash(utf8(line)));
  const tree = new TreeLevels(concat(...leaves));
  return log.lines.map((record, seq) =>
    utf8(
      formatReceipt({ record, proof: tree.proof(seq), checkpoint }, "json"),
    )
  );
}

const RECEIPTS = receiptsOf(LOG);

/** Whether the slow and careful way would say yes. */
function holds(bytes: Uint8Array): boolean {
  try {
    provenRecord(readReceipt(fromUtf8(bytes)), HEAD);
    return true;
  } catch {
    return false;
  }
}

Deno.test("receipts as they are written are recognised, with their records", () => {
  const quick = new QuickReceipts(HEAD, NOTE);
  for (const [seq, bytes] of RECEIPTS.entries()) {
    const record = JSON.parse(LOG.lines[seq]!);
    // A note has a dash that is not ASCII; it has no receipt in a bundle.
    const isQuick = record.type !== "checkpoint";
    deepEqual(quick.record(bytes), isQuick ? record : undefined);
  }
});

Deno.test("a receipt with any byte changed is not recognised", () => {
  const quick = new QuickReceipts(HEAD, NOTE);
  for (const bytes of [RECEIPTS[2]!, RECEIPTS[7]!]) {
    quick.record(bytes);
    for (let at = 0; at < bytes.length; at++) {
      for (const bits of [1, 0x20, 0x80]) {
        const changed = bytes.slice();
        changed[at]! ^= bits;
        equal(quick.record(changed), undefined, `byte ${at}`);
      }
    }
  }
});

Deno.test("what is recognised would hold under a closer look too", () => {
  const quick = new QuickReceipts(HEAD, NOTE);
  const text = fromUtf8(RECEIPTS[4]!);
  const other = fromUtf8(RECEIPTS[6]!);
  const variants = [
    text.replace('"record": "', '"record":  "'),
    text.replace('{\\"', '{ \\"'),
    text.replace('seq\\":4', 'seq\\":6'),
    text.replace("req_2", "r\\u0065q_2"),
    text.replace(/\n "proof": \[[^\]]*\]/, '\n "proof": []'),
    text.replace(/"proof": \[[^\]]*\]/, /"proof": \[[^\]]*\]/.exec(other)![0]),
    text.slice(0, -1),
    text + " ",
    "",
    other,
  ].map(utf8);
  for (const bytes of variants) {
    if (quick.record(bytes)) equal(holds(bytes), true);
  }
  deepEqual(
    variants.map((bytes) => quick.record(bytes) !== undefined),
    variants.map((_, i) => i === variants.length - 1),
  );
});

Deno.test("what is written otherwise takes a closer look, right or wrong", () => {
  const quick = new QuickReceipts(HEAD, NOTE);
  const cosigned = receiptsOf(LOG, LOG.head(testSigner(9)))[3]!;
  equal(holds(cosigned), true);
  equal(quick.record(cosigned), undefined);
  const { record, proof, checkpoint } = readReceipt(fromUtf8(RECEIPTS[3]!));
  const tlog = formatReceipt({ record, proof, checkpoint }, "tlog-proof");
  equal(quick.record(utf8(tlog)), undefined);
});

Deno.test("words of an operator's in other scripts take a closer look and hold", () => {
  const log = new SampleLog();
  log.add({ type: "stop", reason: "Wartung übernommen" });
  const note = log.head();
  const head = parseCheckpoint(note)!;
  const bytes = receiptsOf(log)[2]!;
  equal(new QuickReceipts(head, note).record(bytes), undefined);
  equal(provenRecord(readReceipt(fromUtf8(bytes)), head).type, "stop");
});
