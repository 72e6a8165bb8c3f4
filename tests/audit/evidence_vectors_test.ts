import { equal } from "node:assert/strict";
import { parsePublicKey } from "../../audit/public_key.ts";
import { verifyBundle } from "../../audit/verify_bundle.ts";
import { verifyReceipt } from "../../audit/verify_receipt.ts";
import bundles from "../vectors/bundle/cases.json" with { type: "json" };
import receipts from "../vectors/receipt/cases.json" with { type: "json" };
import { inChunks } from "../support/byte_stream.ts";

for (const { name, receipt, expect } of receipts.cases) {
  Deno.test(`receipt vector: ${name} is ${expect}`, () => {
    const verdict = verifyReceipt(receipt, parsePublicKey(receipts.vkey));
    equal(verdict.ok ? "ok" : verdict.code, expect);
  });
}

const pinned = parsePublicKey(bundles.vkey);

async function answerTo(bundle: Uint8Array): Promise<string> {
  const verdict = await verifyBundle(inChunks(bundle), { pinned });
  if (!verdict.ok) return verdict.code;
  return ["ok", ...verdict.weaker.map(({ code }) => `weaker=${code}`)]
    .join(" ");
}

for (const { name, bundle, expect } of bundles.cases) {
  Deno.test(`bundle vector: ${name} is ${expect}`, async () => {
    equal(await answerTo(Uint8Array.fromBase64(bundle)), expect);
  });
}

const WHOLE = Uint8Array.fromBase64(bundles.cases[0]!.bundle);
const last = WHOLE.length - 1;

for (
  const [what, bytes] of [
    ["cut short by a byte", WHOLE.slice(0, -1)],
    ["followed by a byte", Uint8Array.of(...WHOLE, 0)],
    ["with a time in its header", WHOLE.with(4, 1)],
    ["with a name in its header", WHOLE.with(3, 8)],
    ["of another length than its end says", WHOLE.with(last, 9)],
    ["of another checksum", WHOLE.with(last - 4, WHOLE[last - 4]! ^ 1)],
  ] as const
) {
  Deno.test(`bundle vector: the whole log ${what} is bundle-gzip`, async () => {
    equal(await answerTo(bytes), "bundle-gzip");
  });
}
