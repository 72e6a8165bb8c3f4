import { equal } from "node:assert/strict";
import { verifyBundle } from "../../../audit/verify_bundle.ts";
import { inChunks } from "../../support/byte_stream.ts";
import { sampleBundle, sampleSource } from "../../support/sample_bundle.ts";
import { ORIGIN, SampleLog, testSigner } from "../../support/sample_log.ts";

// Slower than the tests of the layers, each of which changes every byte of its
// own: here the same is done to the whole, as an auditor would receive it.

const log = new SampleLog();
log.redact();
log.endSession();
log.checkpoint();
const BUNDLE = await sampleBundle(sampleSource(log));
const pinned = { publicKey: testSigner(7).vkey.publicKey, origin: ORIGIN };

async function holdsWith(at: number): Promise<boolean> {
  const changed = BUNDLE.slice();
  changed[at]! ^= 1 << (at % 8);
  const verdict = await verifyBundle(inChunks(changed, 1 << 20), { pinned });
  return verdict.ok;
}

const SIGNED_BYTES = 4_096;

Deno.test("every byte of the manifest, its signatures and their headers matters", async () => {
  for (let at = 0; at < SIGNED_BYTES; at++) {
    equal(await holdsWith(at), false, `byte ${at}`);
  }
});

Deno.test("bytes of every file in the bundle matter", async () => {
  for (let at = SIGNED_BYTES; at < BUNDLE.length; at += 499) {
    equal(await holdsWith(at), false, `byte ${at}`);
  }
  for (let at = BUNDLE.length - 1_100; at < BUNDLE.length; at += 11) {
    equal(await holdsWith(at), false, `byte ${at}`);
  }
});
