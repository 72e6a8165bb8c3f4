import { deepEqual, equal, rejects } from "node:assert/strict";
import { wholeOf } from "../../../cli/scan/whole_of.ts";

async function* pieces(...sizes: readonly number[]) {
  for (const size of sizes) yield await Promise.resolve(new Uint8Array(size));
}

Deno.test("the pieces of an input are joined", async () => {
  const limit = { maxBytes: 10 };
  deepEqual(await wholeOf("x", pieces(3, 4), limit), new Uint8Array(7));
  deepEqual(await wholeOf("x", pieces(), limit), new Uint8Array(0));
});

Deno.test("an input without end is given up at once when it is too long", async () => {
  let pulled = 0;
  async function* endless() {
    while (true) {
      pulled++;
      yield await Promise.resolve(new Uint8Array(4));
    }
  }
  await rejects(wholeOf("/dev/zero", endless(), { maxBytes: 10 }), {
    code: "too_long",
    message: "Cannot read as a text of at most 10 bytes: /dev/zero",
  });
  equal(pulled, 3);
});
