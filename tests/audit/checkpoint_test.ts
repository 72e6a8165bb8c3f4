import { deepEqual, equal } from "node:assert/strict";
import { isSignedBy, parseCheckpoint } from "../../audit/checkpoint.ts";
import { utf8 } from "../support/byte_stream.ts";
import { sampleLog, testSigner } from "../support/sample_log.ts";

const LOG = sampleLog();
const NOTE = LOG.head();
const { publicKey } = testSigner(7).vkey;
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Whether bytes are a checkpoint that the key signed. */
function holds(bytes: Uint8Array): boolean {
  try {
    const checkpoint = parseCheckpoint(UTF8.decode(bytes));
    return checkpoint !== undefined && isSignedBy(checkpoint, publicKey);
  } catch {
    return false;
  }
}

Deno.test("a checkpoint says which log, how long and what root", () => {
  const { origin, size, root } = parseCheckpoint(NOTE)!;
  const lines = [origin, String(size), root.toBase64()];
  deepEqual(NOTE.split("\n").slice(0, 3), lines);
  equal(holds(utf8(NOTE)), true);
});

Deno.test("a checkpoint with any one of its bits changed is refused", () => {
  const bytes = utf8(NOTE);
  for (let at = 0; at < bytes.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const changed = bytes.slice();
      changed[at]! ^= 1 << bit;
      equal(holds(changed), false, `bit ${bit} of byte ${at}`);
    }
  }
});

Deno.test("a checkpoint cut at any byte, or with a byte more, is refused", () => {
  const bytes = utf8(NOTE);
  for (let end = 0; end < bytes.length; end++) {
    equal(holds(bytes.subarray(0, end)), false, `${end} bytes`);
  }
  for (const more of ["\n", " ", "x"]) {
    equal(holds(utf8(NOTE + more)), false, JSON.stringify(more));
  }
});
