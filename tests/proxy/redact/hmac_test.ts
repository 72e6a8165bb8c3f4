import { createHmac } from "node:crypto";
import { equal } from "node:assert/strict";
import fc from "fast-check";
import { hmac } from "../../../proxy/redact/hmac.ts";

const theirs = (text: string, key: Uint8Array) =>
  createHmac("sha256", key).update(text, "utf8").digest("hex");

Deno.test("it is what node:crypto says, whatever the key's length", () => {
  const key = fc.uint8Array({ maxLength: 200 });
  const text = fc.string({ unit: "grapheme", maxLength: 2_000 });
  fc.assert(fc.property(text, key, (some, by) => {
    equal(hmac(some, by), theirs(some, by));
  }));
});

Deno.test("a text of any length has all of itself hashed", () => {
  const key = new Uint8Array(32).fill(7);
  for (const length of [0, 1, 1_023, 1_024, 1_025, 100_000]) {
    for (const letter of ["x", "ä", "€"]) {
      const text = letter.repeat(length);
      equal(hmac(text, key), theirs(text, key));
    }
  }
});

Deno.test("one text does not show in the next, nor one key in another", () => {
  const keys = [1, 2].map((byte) => new Uint8Array(32).fill(byte));
  for (const text of ["a longer text", "short", "", "a longer text"]) {
    for (const key of keys) equal(hmac(text, key), theirs(text, key));
  }
});

Deno.test("the test vectors of RFC 4231 hold", () => {
  const long = new Uint8Array(131).fill(0xaa);
  equal(
    hmac("what do ya want for nothing?", new TextEncoder().encode("Jefe")),
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  );
  equal(
    hmac("Test Using Larger Than Block-Size Key - Hash Key First", long),
    "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
  );
});
