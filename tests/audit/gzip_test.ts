import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { constants, deflateRawSync, gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { gunzip, gzip } from "../../audit/gzip.ts";
import { Refutation } from "../../audit/refutation.ts";
import { inChunks, utf8, whole, withByte } from "../support/byte_stream.ts";

const TEXT = utf8("a bundle is evidence\n".repeat(50));
const refused = { name: "Refutation", code: "bundle-gzip" };

const zip = (bytes: Uint8Array, size?: number) =>
  whole(gzip(inChunks(bytes, size)));
const unzip = (bytes: Uint8Array, size?: number) =>
  whole(gunzip(inChunks(bytes, size)));

Deno.test("what gzip wraps, gunzip and zlib unwrap", async () => {
  await fc.assert(fc.asyncProperty(
    fc.uint8Array({ maxLength: 200 }),
    fc.integer({ min: 1, max: 70 }),
    async (bytes, size) => {
      const zipped = await zip(bytes, size);
      deepEqual(await unzip(zipped, size), new Uint8Array(bytes));
      deepEqual(new Uint8Array(gunzipSync(zipped)), new Uint8Array(bytes));
    },
  ));
});

for (const length of [0, 1, 65_534, 65_535, 65_536, 131_070, 131_071]) {
  Deno.test(`${length} bytes come back from their blocks`, async () => {
    const bytes = new Uint8Array(length).map((_, i) => i);
    const zipped = await zip(bytes, 10_000);
    equal(
      zipped.length,
      18 + length + 5 * Math.max(1, Math.ceil(length / 65_535)),
    );
    deepEqual(await unzip(zipped, 4_321), bytes);
  });
}

Deno.test("how a file arrives does not change how it is wrapped", async () => {
  deepEqual(await zip(TEXT, 1), await zip(TEXT, 1_000_000));
});

Deno.test("every byte of a wrapped file changed to every other is refused", async () => {
  const zipped = await zip(utf8("{}"));
  for (let at = 0; at < zipped.length; at++) {
    for (let byte = 0; byte < 256; byte++) {
      if (byte === zipped[at]) continue;
      await rejects(unzip(withByte(zipped, at, byte)), refused);
    }
  }
});

Deno.test("a wrapped file cut at any byte, or with a byte more, is refused", async () => {
  const zipped = await zip(TEXT);
  for (let end = 0; end < zipped.length; end++) {
    await rejects(unzip(zipped.subarray(0, end)), refused);
  }
  await rejects(unzip(Uint8Array.of(...zipped, 0)), refused);
});

Deno.test("what gzip -9n makes of the same content is accepted", async () => {
  const zipped = new Uint8Array(gzipSync(TEXT, { level: 9 }));
  zipped[9] = 3;
  deepEqual(await unzip(zipped, 7), TEXT);
});

Deno.test("of a compressed file, two members, junk, a name or a time are refused", async () => {
  const zipped = new Uint8Array(gzipSync(TEXT));
  await rejects(unzip(Uint8Array.of(...zipped, ...zipped)), refused);
  await rejects(unzip(Uint8Array.of(...zipped, 0)), refused);
  await rejects(unzip(zipped.subarray(0, -1)), refused);
  await rejects(unzip(withByte(zipped, 3, 8)), refused);
  await rejects(unzip(withByte(zipped, 4, 1)), refused);
  await rejects(unzip(withByte(zipped, zipped.length - 1, 9)), refused);
  await rejects(unzip(withByte(zipped, zipped.length - 8, 9)), refused);
});

Deno.test("a compressed file without a last block, or with bytes after it, is refused", async () => {
  const zipped = gzipSync(TEXT, { level: 9 });
  const [head, end] = [zipped.subarray(0, 10), zipped.subarray(-8)];
  const finishFlush = constants.Z_SYNC_FLUSH;
  const whole = deflateRawSync(TEXT);
  const unended = deflateRawSync(TEXT, { finishFlush });
  deepEqual(await unzip(Uint8Array.of(...head, ...whole, ...end)), TEXT);
  await rejects(unzip(Uint8Array.of(...head, ...unended, ...end)), refused);
  await rejects(unzip(Uint8Array.of(...head, ...whole, 0, ...end)), refused);
});

Deno.test("a stored block may not be followed by a compressed one", async () => {
  const stored = (await zip(utf8("ab"))).slice(0, 17);
  stored[10] = 0;
  const mixed = Uint8Array.of(...stored, ...deflateRawSync(TEXT));
  await rejects(unzip(mixed), refused);
});

Deno.test("a bomb can be left after its first megabytes", async () => {
  const bomb = gzipSync(new Uint8Array(64 * 2 ** 20), { level: 9 });
  let seen = 0;
  let fed = 0;
  const feed = async function* () {
    for await (const chunk of inChunks(bomb, 512)) {
      fed += chunk.length;
      yield chunk;
    }
  };
  for await (const chunk of gunzip(feed())) {
    seen += chunk.length;
    if (seen > 2 ** 20) break;
  }
  equal(seen < 8 * 2 ** 20, true);
  equal(fed < bomb.length / 2, true);
});

Deno.test("a refusal says where", async () => {
  const error = await unzip(utf8("PK")).catch((e) => e);
  equal(error instanceof Refutation, true);
  equal(error.place.offset, 2);
  match(error.message, /one plain gzip member/);
});
