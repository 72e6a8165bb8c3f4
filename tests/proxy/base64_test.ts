import { deepEqual, equal } from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { beginOf, readBase64 } from "../../proxy/base64.ts";

const bytes = () => fc.uint8Array({ maxLength: 300 });

/** As the many writers of base64 write it. */
const STYLES: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  base64: (bytes) => Buffer.from(bytes).toString("base64"),
  "base64 without padding": (bytes) =>
    Buffer.from(bytes).toString("base64").replace(/=+$/, ""),
  base64url: (bytes) => Buffer.from(bytes).toString("base64url"),
  "base64url with padding": (bytes) =>
    Buffer.from(bytes).toString("base64").replaceAll("+", "-")
      .replaceAll("/", "_"),
  "lines of 76, as MIME has them": (bytes) =>
    (Buffer.from(bytes).toString("base64").match(/.{1,76}/g) ?? [])
      .join("\r\n"),
  "lines of 64 and one at the end": (bytes) =>
    (Buffer.from(bytes).toString("base64").match(/.{1,64}/g) ?? [])
      .map((line) => `${line}\n`).join(""),
};

for (const [name, write] of Object.entries(STYLES)) {
  Deno.test(`${name} is read, and written again as it was`, () => {
    fc.assert(fc.property(bytes(), (some) => {
      const read = readBase64(write(some));
      deepEqual(read?.bytes, new Uint8Array(some));
      equal(read.write(read.bytes), write(some));
    }));
  });

  Deno.test(`what is put in the place of ${name} decodes to what was put there`, () => {
    fc.assert(fc.property(bytes(), bytes(), (some, other) => {
      const put = readBase64(write(some))!.write(new Uint8Array(other));
      deepEqual(new Uint8Array(Buffer.from(put, "base64")), other);
    }));
  });
}

Deno.test("padding, alphabet and lines of what is put there are those of what stood there", () => {
  const long = new Uint8Array(100).fill(0xfb);
  for (const [name, write] of Object.entries(STYLES)) {
    // 98 bytes need padding, so each style shows what it is.
    const read = readBase64(write(long.subarray(0, 98)))!;
    equal(read.write(long), write(long), name);
  }
});

Deno.test("what several readers would read differently is not read", () => {
  for (
    const text of [
      "QQ=",
      "Q",
      "QQ===",
      "QQ==QQ==",
      "QR==",
      "+-+-",
      "QUJD=",
      "QU JDRE VG",
      " QUJD",
      "QUJD!",
    ]
  ) equal(readBase64(text), undefined, text);
});

Deno.test("the beginning is that of the whole, however it is written", () => {
  fc.assert(fc.property(bytes(), fc.nat(64), (some, most) => {
    for (const write of Object.values(STYLES)) {
      deepEqual(
        beginOf(write(some), most),
        new Uint8Array(some.subarray(0, most)),
      );
    }
  }));
});
