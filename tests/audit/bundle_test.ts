import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { gunzipSync, gzipSync } from "node:zlib";
import { bundleName, makeBundle } from "../../audit/bundle.ts";
import { formatManifest, parseManifest } from "../../audit/bundle_manifest.ts";
import { parseNote } from "../../audit/note.ts";
import { untar } from "../../audit/tar.ts";
import { verifyBundle } from "../../audit/verify_bundle.ts";
import { verifyReceipt } from "../../audit/verify_receipt.ts";
import { fromUtf8, inChunks, utf8, whole } from "../support/byte_stream.ts";
import { sampleBundle, sampleSource } from "../support/sample_bundle.ts";
import {
  ORIGIN,
  POLICY,
  sampleLog,
  testSigner,
} from "../support/sample_log.ts";

const pinned = { publicKey: testSigner(7).vkey.publicKey, origin: ORIGIN };

async function filesOf(bundle: Uint8Array): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const archive = new Uint8Array(gunzipSync(bundle));
  for await (const { path, content } of untar(inChunks(archive))) {
    files.set(path, fromUtf8(await whole(content)));
  }
  return files;
}

Deno.test("the same records give the same bundle, however the log is read", async () => {
  const one = await sampleBundle();
  const log = sampleLog();
  const other = await sampleBundle(
    sampleSource(log, { log: () => inChunks(utf8(log.text), 13) }),
  );
  deepEqual(one, other);
});

Deno.test("a bundle begins with its manifest, and holds what that lists, in order", async () => {
  const files = [...await filesOf(await sampleBundle())];
  const note = parseNote(files[0]![1])!;
  const manifest = parseManifest(note.text)!;
  deepEqual(files.map(([path]) => path), [
    "MANIFEST",
    "MANIFEST.sshsig",
    ...manifest.files.map(({ path }) => path),
  ]);
  deepEqual(manifest.files.map(({ path }) => path), [
    "checkpoint",
    "log.jsonl",
    "receipts/2.json",
    "receipts/4.json",
    "receipts/6.json",
    "sessions/7.json",
    "sessions/9.json",
    `policy/${POLICY}.json`,
    "controls.json",
    "log.vkey",
    "pubkey.pem",
    "allowed_signers",
    "verify.md",
    "verify.py",
  ]);
  deepEqual(
    manifest.files.map(({ size }) => size),
    files.slice(2).map(([, text]) => utf8(text).length),
  );
});

Deno.test("its log is the log, and its receipts verify alone", async () => {
  const log = sampleLog();
  const files = await filesOf(await sampleBundle());
  equal(files.get("log.jsonl"), log.text);
  equal(files.get("checkpoint"), log.head());
  for (const [path, text] of files) {
    if (!/^(receipts|sessions)\//.test(path)) continue;
    const verdict = verifyReceipt(text, pinned);
    equal(verdict.ok && `${verdict.record.seq}.json`, path.split("/")[1]);
  }
});

Deno.test("a bundle is as old as its newest record, not as the moment it was made", async () => {
  const { manifest } = await makeBundle(sampleSource());
  equal(manifest.exported, "2026-09-01T12:00:01.507Z");
  equal(manifest.to, 11);
});

Deno.test("a bundle without receipts says so", async () => {
  const source = sampleSource(sampleLog(), { receipts: false });
  const { manifest } = await makeBundle(source);
  deepEqual(manifest.receipts, { all: false, count: 0 });
  const verdict = await verifyBundle(
    inChunks(await sampleBundle(source)),
    { pinned },
  );
  equal(verdict.ok, true);
});

Deno.test("a bundle may begin at any record, and brings what lies left of it", async () => {
  const log = sampleLog();
  for (let from = 0; from < log.size; from++) {
    // The frontier names the first checkpoint, so there must be one.
    if (!log.lines.slice(from).some((line) => line.includes("checkpoint"))) {
      continue;
    }
    const bundle = await sampleBundle(sampleSource(log, { from }));
    const verdict = await verifyBundle(inChunks(bundle), { pinned });
    equal(verdict.ok && verdict.log.first, from);
    const files = await filesOf(bundle);
    equal(files.has("frontier"), from > 0);
    equal(files.get("log.jsonl")!.split("\n").length, log.size - from + 1);
  }
});

Deno.test("without a boundary a bundle cannot begin in the middle", async () => {
  const source = sampleSource(sampleLog(), { from: 5 });
  const { before: _, ...rest } = source;
  await rejects(makeBundle(rest), /in the middle/);
});

Deno.test("a bundle is named after its log and size", () => {
  equal(
    bundleName("example.com/waterwall/3f9c2a7d51e08b64", 29),
    "waterwall-evidence-3f9c2a7d-29.tar.gz",
  );
});

Deno.test("who compresses a bundle changes nothing about it", async () => {
  const archive = gunzipSync(await sampleBundle());
  const small = new Uint8Array(gzipSync(archive, { level: 9 }));
  const verdict = await verifyBundle(inChunks(small), { pinned });
  equal(verdict.ok, true);
  equal(small.length < archive.length / 2, true);
});

Deno.test("a manifest is read only as it is written", async () => {
  const { manifest } = await makeBundle(sampleSource());
  const text = formatManifest(manifest);
  match(text, /^# waterwall evidence v1\n# origin local\/waterwall\//);
  deepEqual(parseManifest(text), manifest);
  for (
    const other of [
      "",
      text.trim(),
      text + "\n",
      text.replace("v1", "v2"),
      text.replace("# records 0", "# records 00"),
      text.replace("# sessions 2", "# sessions  2"),
      text.replace("  checkpoint", " *checkpoint"),
      text.replace("\n# bytes ", "\n# bytes 0 "),
      text.replaceAll("\n", "\r\n"),
    ]
  ) equal(parseManifest(other), undefined);
});
