import { deepEqual, equal } from "node:assert/strict";
import { fromBase64 } from "../../audit/bytes.ts";
import { formatReceipt, type Receipt } from "../../audit/receipt.ts";
import { parseReceipt } from "../../audit/receipt.ts";
import { leafHash, Tree } from "../../audit/tree.ts";
import { TreePath } from "../../audit/tree_path.ts";
import type { PinnedKey } from "../../audit/public_key.ts";
import { verifyReceipt } from "../../audit/verify_receipt.ts";
import { utf8, withByte } from "../support/byte_stream.ts";
import { ORIGIN, sampleLog, testSigner } from "../support/sample_log.ts";

const LOG = sampleLog();
const SEQ = 2;
const { publicKey } = testSigner(7).vkey;
const PIN: PinnedKey = { publicKey, origin: ORIGIN };

function receiptFor(seq: number, log = LOG): Receipt {
  const leaves = log.lines.map((line) => leafHash(utf8(line)));
  const before = new Tree();
  leaves.slice(0, seq).forEach((leaf) => before.push(leaf));
  const path = TreePath.toNext(before);
  leaves.slice(seq).forEach((leaf) => path.push(leaf));
  return {
    record: log.lines[seq]!,
    proof: path.proof(),
    checkpoint: log.head(),
  };
}

const RECEIPT = receiptFor(SEQ);

function faultOf(receipt: Receipt, pin = PIN): string | undefined {
  const verdict = verifyReceipt(formatReceipt(receipt, "json"), pin);
  return verdict.ok ? undefined : verdict.code;
}

Deno.test("a receipt of any record holds, in both forms", () => {
  for (let seq = 0; seq < LOG.size; seq++) {
    for (const form of ["json", "tlog-proof"] as const) {
      const verdict = verifyReceipt(
        formatReceipt(receiptFor(seq), form),
        PIN,
      );
      equal(verdict.ok && verdict.record.seq, seq);
      equal(verdict.ok && verdict.checkpoint.size, LOG.size);
    }
  }
});

Deno.test("a key without an origin accepts the log that it signs", () => {
  equal(faultOf(RECEIPT, { publicKey }), undefined);
});

Deno.test("every byte of a receipt changed one at a time is refused", () => {
  for (const form of ["json", "tlog-proof"] as const) {
    const bytes = utf8(formatReceipt(RECEIPT, form));
    for (let at = 0; at < bytes.length; at++) {
      for (const bit of [1, 0x20, 0x80]) {
        const text = new TextDecoder("utf-8", { ignoreBOM: true })
          .decode(withByte(bytes, at, bytes[at]! ^ bit));
        equal(verifyReceipt(text, PIN).ok, false, `${form}, byte ${at}`);
      }
    }
  }
});

Deno.test("a receipt cut at any byte is refused", () => {
  const text = formatReceipt(RECEIPT, "json");
  for (let end = 0; end < text.length; end++) {
    equal(verifyReceipt(text.slice(0, end), PIN).ok, false);
  }
});

Deno.test("what is wrong with a receipt is named", () => {
  const other = receiptFor(5);
  const changed = (part: Partial<Receipt>) => faultOf({ ...RECEIPT, ...part });
  equal(changed({ record: other.record }), "receipt-proof");
  equal(changed({ proof: other.proof }), "receipt-proof");
  equal(changed({ proof: RECEIPT.proof.slice(1) }), "receipt-proof");
  equal(
    changed({ proof: [...RECEIPT.proof, new Uint8Array(32)] }),
    "receipt-proof",
  );
  equal(changed({ proof: [] }), "receipt-proof");
  equal(changed({ record: RECEIPT.record + " " }), "receipt-record");
  equal(changed({ record: '{"seq":2}' }), "receipt-record");
  equal(changed({ checkpoint: "" }), "note");
  const short = sampleLog();
  short.redact();
  equal(changed({ checkpoint: short.head() }), "receipt-proof");
});

Deno.test("only the trusted key of the named log will do", () => {
  const stranger = sampleLog(testSigner(8));
  equal(faultOf(receiptFor(SEQ, stranger)), "key-unknown");
  const elsewhere = sampleLog(
    testSigner(7, { name: "example.com/waterwall/1" }),
  );
  equal(faultOf(receiptFor(SEQ, elsewhere)), "origin");
  equal(faultOf(receiptFor(SEQ, elsewhere), { publicKey }), undefined);
});

Deno.test("a signature over other text is refused", () => {
  const forged = RECEIPT.checkpoint.replace(`\n${LOG.size}\n`, "\n99\n");
  equal(faultOf({ ...RECEIPT, checkpoint: forged }), "signature");
});

Deno.test("a weak key is refused even where its signature would pass", () => {
  const zero = new Uint8Array(32);
  const checkpoint = RECEIPT.checkpoint;
  const answer = faultOf({ ...RECEIPT, checkpoint }, {
    publicKey: zero,
    origin: ORIGIN,
  });
  equal(answer, "key-unknown");
});

Deno.test("a cosignature of a witness neither helps nor hurts", () => {
  const witness = testSigner(9, { name: "witness.example/1" });
  const checkpoint = LOG.head(witness);
  equal(faultOf({ ...RECEIPT, checkpoint }), undefined);
  const [text = "", , lines = ""] = checkpoint.split(/\n(\n)/);
  const alone = `${text}\n\n${lines.split("\n")[1]}\n`;
  equal(faultOf({ ...RECEIPT, checkpoint: alone }), "key-unknown");
});

Deno.test("a receipt shows its record and hashes, and nothing else of the log", () => {
  const text = formatReceipt(RECEIPT, "json");
  for (const session of ["s-2", "req_3", "req_2"]) {
    equal(text.includes(session), false);
  }
  deepEqual(
    RECEIPT.proof.map((hash) => hash.length),
    RECEIPT.proof.map(() => 32),
  );
});

Deno.test("base64 with stray bits is not a receipt's", () => {
  const hash = parseReceipt(formatReceipt(RECEIPT, "json"))!.proof[0]!;
  const base64 = hash.toBase64();
  const stray = base64.slice(0, -2) +
    String.fromCharCode(base64.charCodeAt(42) + 1) + "=";
  equal(fromBase64(stray), undefined);
});
