import { deepEqual, equal, rejects } from "node:assert/strict";
import fc from "fast-check";
import { lines } from "../../../cli/scan/lines.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const LIMIT = { maxBytes: 1000 };

async function* chunked(bytes: Uint8Array<ArrayBuffer>, size: number) {
  for (let from = 0; from < bytes.length; from += size) {
    yield await Promise.resolve(bytes.subarray(from, from + size));
  }
}

async function linesOf(text: string, size: number): Promise<string[]> {
  const found = lines(chunked(encoder.encode(text), size), LIMIT);
  return (await Array.fromAsync(found)).map((line) => decoder.decode(line));
}

Deno.test("lines are the same however the bytes arrive", async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(fc.constantFrom("a", "bc", "\n", "é", "😀")),
    fc.integer({ min: 1, max: 9 }),
    async (parts, size) => {
      const text = parts.join("");
      const expected = text.split("\n");
      if (expected.at(-1) === "") expected.pop();
      deepEqual(await linesOf(text, size), expected);
    },
  ));
});

Deno.test("a line comes out as soon as it ends, not when the input does", async () => {
  let pulled = 0;
  async function* endless() {
    while (true) {
      pulled++;
      yield await Promise.resolve(encoder.encode("x\n"));
    }
  }
  for await (const line of lines(endless(), LIMIT)) {
    equal(decoder.decode(line), "x");
    break;
  }
  equal(pulled, 1);
});

Deno.test("a line without end is given up before it fills the memory", async () => {
  let pulled = 0;
  async function* endless() {
    while (true) {
      pulled++;
      yield await Promise.resolve(new Uint8Array(100));
    }
  }
  await rejects(Array.fromAsync(lines(endless(), LIMIT)), {
    code: "too_long",
  });
  equal(pulled, 11);
});
