import { equal } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { formatReceipt } from "../../audit/receipt.ts";
import { checkpointIn } from "../../audit/seen.ts";
import { inChunks, utf8 } from "../support/byte_stream.ts";
import { sampleBundle } from "../support/sample_bundle.ts";
import { ORIGIN, sampleLog } from "../support/sample_log.ts";

const NOTE = sampleLog().head();
const RECEIPT = { record: '{"seq":1}', proof: [], checkpoint: NOTE };

const found = async (content: string | Uint8Array, size?: number) =>
  await checkpointIn(
    inChunks(typeof content === "string" ? utf8(content) : content, size),
  );

Deno.test("a checkpoint is found in a note, a receipt and a bundle", async () => {
  for (
    const content of [
      NOTE,
      formatReceipt(RECEIPT, "json"),
      formatReceipt(RECEIPT, "tlog-proof"),
      await sampleBundle(),
    ]
  ) {
    const checkpoint = await found(content, 500);
    equal(checkpoint?.origin, ORIGIN);
    equal(checkpoint?.size, 11);
  }
});

Deno.test("a bundle is read no further than to its checkpoint", async () => {
  const bundle = await sampleBundle();
  let read = 0;
  const chunks = async function* () {
    for await (const chunk of inChunks(bundle, 100)) {
      read += chunk.length;
      yield chunk;
    }
  };
  equal((await checkpointIn(chunks()))?.size, 11);
  equal(read < 8_000, true);
});

for (
  const [what, content] of [
    ["nothing", ""],
    ["another text", "hello\n"],
    ["a byte that is not UTF-8", Uint8Array.of(0x80, 0x0a)],
    ["half a gzip file", new Uint8Array(gzipSync("x")).slice(0, 12)],
    ["another archive", new Uint8Array(gzipSync(new Uint8Array(1_024)))],
    ["more than a megabyte", "x".repeat(2 ** 21)],
    ["a note that is no checkpoint", NOTE.replace("\n11\n", "\neleven\n")],
  ] as const
) {
  Deno.test(`no checkpoint is found in ${what}`, async () => {
    equal(await found(content), undefined);
  });
}
