import { deepEqual, throws } from "node:assert/strict";
import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { canDecode, decodeStream } from "../../proxy/decode_stream.ts";
import { codingsOf, decodeBody } from "../../proxy/encoding.ts";
import { RefusalError } from "../../proxy/mod.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const TEXT = new TextEncoder().encode('{"key":"value"}'.repeat(200));
const ENCODERS = {
  gzip: gzipSync,
  "x-gzip": gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
} as const;
const maxBytes = 1 << 20;
const refused = (error: unknown) =>
  error instanceof RefusalError && error.code === "body";

for (const [coding, encode] of Object.entries(ENCODERS)) {
  const encoded: Bytes = new Uint8Array(encode(TEXT));

  Deno.test(`${coding} is taken off`, () => {
    deepEqual(
      new Uint8Array(decodeBody(encoded, { codings: [coding], maxBytes })),
      TEXT,
    );
  });

  Deno.test(`a ${coding} bomb stops at the limit`, () => {
    const bomb = new Uint8Array(encode(new Uint8Array(20_000_000)));
    throws(() => decodeBody(bomb, { codings: [coding], maxBytes }), refused);
  });

  Deno.test(`${coding} data with something after it is refused, since nobody read that`, () => {
    const longer = new Uint8Array([...encoded, 65, 66, 67]);
    throws(() => decodeBody(longer, { codings: [coding], maxBytes }), refused);
  });

  Deno.test(`what is not ${coding} is refused`, () => {
    throws(() => decodeBody(TEXT, { codings: [coding], maxBytes }), refused);
  });

  Deno.test(`an answer in ${coding} is decoded as it arrives`, async () => {
    const pieces = [encoded.slice(0, 5), encoded.slice(5, 9), encoded.slice(9)];
    const out: number[] = [];
    for await (
      const chunk of decodeStream(ReadableStream.from(pieces), [coding])
    ) {
      out.push(...chunk);
    }
    deepEqual(new Uint8Array(out), TEXT);
  });
}

for (const [coding, encode] of Object.entries(ENCODERS)) {
  Deno.test(`a ${coding} body that is cut off anywhere is refused`, () => {
    const encoded = new Uint8Array(encode(TEXT));
    for (let end = 1; end < encoded.length; end++) {
      throws(
        () =>
          decodeBody(encoded.slice(0, end), { codings: [coding], maxBytes }),
        refused,
      );
    }
  });
}

Deno.test("zstd data without its checksum is cut off too", () => {
  const params = { [constants.ZSTD_c_checksumFlag]: 1 };
  const encoded = new Uint8Array(zstdCompressSync(TEXT, { params }));
  for (let end = 1; end < encoded.length; end++) {
    throws(
      () => decodeBody(encoded.slice(0, end), { codings: ["zstd"], maxBytes }),
      refused,
    );
  }
});

Deno.test("bare deflate is taken for deflate", () => {
  const bytes = new Uint8Array(deflateRawSync(TEXT));
  deepEqual(
    new Uint8Array(decodeBody(bytes, { codings: ["deflate"], maxBytes })),
    TEXT,
  );
});

Deno.test("codings are taken off in the reverse of their order", () => {
  const twice = new Uint8Array(brotliCompressSync(gzipSync(TEXT)));
  const codings = codingsOf("GZIP, identity, Br");
  deepEqual(codings, ["gzip", "br"]);
  deepEqual(new Uint8Array(decodeBody(twice, { codings, maxBytes })), TEXT);
});

Deno.test("an unknown coding, or too many, is refused", () => {
  throws(() => decodeBody(TEXT, { codings: ["compress"], maxBytes }), refused);
  throws(() => decodeBody(TEXT, { codings: ["__proto__"], maxBytes }), refused);
  throws(
    () => decodeBody(TEXT, { codings: Array(4).fill("gzip"), maxBytes }),
    refused,
  );
  deepEqual([canDecode(["gzip", "zstd"]), canDecode(["compress"])], [
    true,
    false,
  ]);
});

Deno.test("no coding, no change", () => {
  deepEqual(codingsOf(null), []);
  deepEqual(decodeBody(TEXT, { codings: [], maxBytes }), TEXT);
});
