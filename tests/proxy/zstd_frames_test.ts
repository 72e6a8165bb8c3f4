import { deepEqual, equal, throws } from "node:assert/strict";
import { zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { decodeBody } from "../../proxy/encoding.ts";
import { RefusalError } from "../../proxy/mod.ts";
import { zstdFrames } from "../../proxy/zstd_frames.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const encode = (text: string) => new TextEncoder().encode(text);
const packed = (text: string): Bytes =>
  new Uint8Array(zstdCompressSync(encode(text)));
const joined = (...parts: readonly ArrayLike<number>[]): Bytes =>
  new Uint8Array(parts.flatMap((part) => [...Array.from(part)]));
const unpacked = (bytes: Bytes, maxBytes = 1 << 20) =>
  new TextDecoder().decode(decodeBody(bytes, { codings: ["zstd"], maxBytes }));
const refused = (error: unknown) =>
  error instanceof RefusalError && error.code === "body";

/** RFC 8878 §3.1.2: magic number, size, and content that means nothing. */
const SKIPPED = [0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
/** A frame of no window, one RLE block: `a` 300 times (§3.1.1.2.2). */
const RLE = [0x28, 0xb5, 0x2f, 0xfd, 0x60, 0x2c, 0x00]
  .concat([0b011 | (300 << 3) & 0xff, 300 >> 5, 0, 0x61]);

Deno.test("zstd data of any length is read, however many frames its encoder made of it", () => {
  const text = '{"key":"value"},'.repeat(10_000);
  for (const size of [1, 30_000, 60_000, 100_000, 140_000]) {
    const random = crypto.getRandomValues(new Uint8Array(size / 4));
    const sent = text.slice(0, size) + random.toHex();
    equal(unpacked(packed(sent)), sent);
  }
});

Deno.test("frames that follow each other are one text", () => {
  fc.assert(fc.property(
    fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }),
    (texts) => {
      const bytes = joined(...texts.map(packed));
      equal(unpacked(bytes), texts.join(""));
      equal(zstdFrames(bytes).length, texts.length);
    },
  ));
});

Deno.test("a frame that is to be skipped is, and a repeated byte is repeated", () => {
  const bytes = joined(SKIPPED, packed("one "), SKIPPED, RLE, SKIPPED);
  equal(unpacked(bytes), `one ${"a".repeat(300)}`);
  equal(zstdFrames(joined(SKIPPED)).length, 0);
});

Deno.test("zstd data that is cut off anywhere is refused", () => {
  const bytes = joined(packed("first of all"), RLE, packed("and then"));
  const ends = new Set([0, packed("first of all").length]);
  ends.add(packed("first of all").length + RLE.length);
  for (let end = 0; end < bytes.length; end++) {
    if (ends.has(end)) continue;
    throws(() => unpacked(bytes.slice(0, end)), refused, `${end}`);
  }
});

Deno.test("what is not a frame after a frame is refused", () => {
  throws(() => unpacked(joined(packed("one"), encode("garbage"))), refused);
  throws(() => unpacked(joined(packed("one"), [0])), refused);
  const broken = joined(RLE);
  broken[7] = 0b111;
  throws(() => unpacked(broken), refused);
});

Deno.test("all frames together are held to the limit", () => {
  const bytes = joined(
    ...Array.from({ length: 10 }, () => packed("0123456789")),
  );
  equal(unpacked(bytes, 100).length, 100);
  throws(() => unpacked(bytes, 99), refused);
  deepEqual(zstdFrames(bytes).length, 10);
});
