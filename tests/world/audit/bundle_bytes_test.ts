import { deepEqual, equal } from "node:assert/strict";
import { gunzipSync, gzipSync } from "node:zlib";
import { verifyBundle } from "../../../audit/verify_bundle.ts";
import { inChunks } from "../../support/byte_stream.ts";
import { forgedBundle } from "../../support/forged_bundle.ts";
import { sampleBundle, sampleSource } from "../../support/sample_bundle.ts";
import { ORIGIN, SampleLog, testSigner } from "../../support/sample_log.ts";

// A whole bundle, as an auditor would receive it, with each kind of file; only
// the long ones that say nothing of the log are left out or made short.

const log = new SampleLog();
log.redact();
log.endSession();
log.checkpoint();
const BUNDLE = await forgedBundle(await sampleBundle(sampleSource(log)), {
  change: (files) =>
    files.filter(([path]) => !path.startsWith("verify."))
      .map(([path, text]) => [path, path === "controls.json" ? "{}" : text]),
});
const pinned = { publicKey: testSigner(7).vkey.publicKey, origin: ORIGIN };

async function holds(bundle: Uint8Array): Promise<boolean> {
  const verdict = await verifyBundle(inChunks(bundle, 1 << 20), { pinned });
  return verdict.ok;
}

function changed(bundle: Uint8Array, at: number): Uint8Array {
  const copy = bundle.slice();
  copy[at]! ^= 1 << (at % 8);
  return copy;
}

/** Where a byte can be changed and the bundle still holds. */
async function free(bundle: Uint8Array): Promise<readonly number[]> {
  const places: number[] = [];
  for (let at = 0; at < bundle.length; at++) {
    if (await holds(changed(bundle, at))) places.push(at);
  }
  return places;
}

const isSameContent = (one: Uint8Array, other: Uint8Array) =>
  gunzipSync(one).equals(gunzipSync(other));

Deno.test("a bundle with any one of its bytes changed is refused, wherever that is", async () => {
  equal(await holds(BUNDLE), true);
  deepEqual(await free(BUNDLE), []);
});

Deno.test("in one that was compressed again, only bits that say nothing may change", async () => {
  const small = new Uint8Array(gzipSync(gunzipSync(BUNDLE), { level: 9 }));
  equal(await holds(small), true);
  for (const at of await free(small)) {
    // XFL and OS of the header (8 and 9), and what a compressor leaves open:
    // to any reader of gzip it is the same archive.
    equal(isSameContent(small, changed(small, at)), true, `byte ${at}`);
  }
});
