import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { toHex } from "../../audit/bytes.ts";
import { formatReceipt, parseReceipt } from "../../audit/receipt.ts";
import { utf8, withByte } from "../support/byte_stream.ts";

const receipt = {
  record: '{"seq":7,"ts":"2026-09-01T12:00:01.096Z — é \\u0001"}',
  proof: [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)],
  checkpoint: "local/x\n9\nroot\n\n— local/x c2ln\n",
};
const JSON_FORM = formatReceipt(receipt, "json");
const PROOF_FORM = formatReceipt(receipt, "tlog-proof");

Deno.test("each form gives back the receipt, and so the other form", () => {
  for (const text of [JSON_FORM, PROOF_FORM]) {
    const read = parseReceipt(text)!;
    deepEqual(read.record, receipt.record);
    deepEqual(read.proof.map(toHex), receipt.proof.map(toHex));
    equal(formatReceipt(read, "json"), JSON_FORM);
    equal(formatReceipt(read, "tlog-proof"), PROOF_FORM);
  }
});

Deno.test("the forms are one to one, whatever the record says", () => {
  const any = fc.record({
    record: fc.tuple(fc.nat(), fc.string({ unit: "binary" }))
      .map(([seq, text]) => JSON.stringify({ seq, text })),
    proof: fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 })),
    checkpoint: fc.string({ unit: "binary" }),
  });
  fc.assert(fc.property(any, (made) => {
    const json = formatReceipt(made, "json");
    const proof = formatReceipt(made, "tlog-proof");
    equal(formatReceipt(parseReceipt(json)!, "tlog-proof"), proof);
    equal(formatReceipt(parseReceipt(proof)!, "json"), json);
  }));
});

Deno.test("the proof form names the record's index", () => {
  equal(PROOF_FORM.split("\n")[0], "c2sp.org/tlog-proof@v1");
  equal(PROOF_FORM.split("\n")[2], "index 7");
});

for (
  const [what, text] of [
    ["nothing", ""],
    ["a number", "1"],
    ["null", "null"],
    ["a list", "[]"],
    ["200,000 open brackets", "[".repeat(200_000)],
    ["200,000 open braces", '{"a":'.repeat(200_000)],
    ["one line", JSON.stringify(JSON.parse(JSON_FORM))],
    ["other indentation", JSON.stringify(JSON.parse(JSON_FORM), null, 2)],
    ["no line feed at its end", JSON_FORM.trim()],
    ["two line feeds at its end", JSON_FORM + "\n"],
    ["CRLF", JSON_FORM.replaceAll("\n", "\r\n")],
    ["a byte order mark", "\ufeff" + JSON_FORM],
    ["another version", JSON_FORM.replace("waterwall/1", "waterwall/2")],
    ["a field too many", JSON_FORM.replace("{", '{\n "more": 1,')],
    [
      "a doubled field",
      JSON_FORM.replace(' "proof"', ' "record": "",\n "proof"'),
    ],
    ["an escape too many", JSON_FORM.replace("seq", "\\u0073eq")],
    ["a hash too short", JSON_FORM.replace("AQEB", "")],
    ["another index", PROOF_FORM.replace("index 7", "index 8")],
    ["an index with a zero", PROOF_FORM.replace("index 7", "index 07")],
    ["no record", PROOF_FORM.replace(/extra .*\n/, "")],
    ["no empty line", PROOF_FORM.replace("\n\n", "\n")],
    ["more than a megabyte", "{" + " ".repeat(2 ** 20)],
  ] as const
) {
  Deno.test(`a receipt with ${what} is not read`, () => {
    equal(parseReceipt(text), undefined);
  });
}

Deno.test("no byte of a receipt's writing can change without changing what it says", () => {
  for (const text of [JSON_FORM, PROOF_FORM]) {
    const bytes = utf8(text);
    for (let at = 0; at < bytes.length; at++) {
      const changed = new TextDecoder("utf-8", { ignoreBOM: true })
        .decode(withByte(bytes, at, bytes[at]! ^ 1));
      const read = parseReceipt(changed);
      if (!read) continue;
      equal(formatReceipt(read, "json") === JSON_FORM, false, `byte ${at}`);
    }
  }
});
