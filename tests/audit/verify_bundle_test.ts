import { deepEqual, equal, match } from "node:assert/strict";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Manifest } from "../../audit/bundle_manifest.ts";
import type { SignedCheckpoint } from "../../audit/checkpoint.ts";
import { parseCheckpoint } from "../../audit/checkpoint.ts";
import { gzip } from "../../audit/gzip.ts";
import { tar } from "../../audit/tar.ts";
import { type BundleTrust, verifyBundle } from "../../audit/verify_bundle.ts";
import { inChunks, utf8, whole } from "../support/byte_stream.ts";
import {
  type File,
  forgedBundle,
  packed,
  unpacked,
} from "../support/forged_bundle.ts";
import { sampleBundle, sampleSource } from "../support/sample_bundle.ts";
import {
  ORIGIN,
  SampleLog,
  sampleLog,
  testSigner,
} from "../support/sample_log.ts";

const SIGNER = testSigner(7);
const PINNED = { publicKey: SIGNER.vkey.publicKey, origin: ORIGIN };
const BUNDLE = await sampleBundle();

async function answerTo(bundle: Uint8Array, trust?: Partial<BundleTrust>) {
  return await verifyBundle(inChunks(bundle, 50_000), {
    pinned: PINNED,
    ...trust,
  });
}

async function faultOf(bundle: Uint8Array, trust?: Partial<BundleTrust>) {
  const verdict = await answerTo(bundle, trust);
  return verdict.ok ? undefined : verdict.code;
}

const forged = (
  change: (files: readonly File[]) => readonly File[],
  manifest: Partial<Manifest> = {},
) => forgedBundle(BUNDLE, { change, manifest });

/** Exchanges the content of one file. */
const withFile =
  (path: string, change: (text: string) => string) =>
  (files: readonly File[]): readonly File[] =>
    files.map(([name, text]) => [name, name === path ? change(text) : text]);

Deno.test("a bundle holds, and says what it holds", async () => {
  const verdict = await answerTo(BUNDLE);
  equal(verdict.ok, true);
  if (!verdict.ok) return;
  deepEqual(verdict.weaker, []);
  equal(verdict.log.size, 11);
  equal(verdict.log.signed, 11);
  deepEqual(verdict.remarks, {
    policies: { named: 1, inside: 1 },
    uncounted: 0,
    catalogues: [],
    foreign: [],
    unread: [],
  });
});

Deno.test("bytes changed all over a bundle are refused", async () => {
  for (let at = 0; at < BUNDLE.length; at += 401) {
    const changed = BUNDLE.slice();
    changed[at]! ^= 1 << (at % 8);
    equal((await answerTo(changed)).ok, false, `byte ${at}`);
  }
});

Deno.test("a bundle cut anywhere is refused", async () => {
  for (let end = 0; end < BUNDLE.length; end += 2_003) {
    equal((await answerTo(BUNDLE.subarray(0, end))).ok, false, `${end} bytes`);
  }
});

Deno.test("what was packed again as it was still holds", async () => {
  equal(await faultOf(await packed(await unpacked(BUNDLE))), undefined);
  equal(await faultOf(await forged((files) => files)), undefined);
});

Deno.test("a file exchanged under the old manifest is named", async () => {
  const files = await unpacked(BUNDLE);
  for (const [path, text] of files.slice(2)) {
    const other = text.replace(/.$/m, "~");
    const bundle = await packed(withFile(path, () => other)(files));
    const verdict = await answerTo(bundle);
    equal(verdict.ok, false, path);
    if (path !== "checkpoint" && path !== "log.jsonl") {
      match(
        verdict.ok ? "" : verdict.explanation,
        new RegExp(path.slice(0, 8)),
      );
    }
  }
});

Deno.test("files added, left out, doubled or moved are refused", async () => {
  const files = await unpacked(BUNDLE);
  const [manifest, sshsig, ...rest] = files as [File, File, ...File[]];
  const extra: File = ["receipts/99.json", "{}\n"];
  equal(await faultOf(await packed([...files, extra])), "bundle-extra");
  equal(
    await faultOf(await packed([manifest, sshsig, extra, ...rest])),
    "bundle-extra",
  );
  equal(await faultOf(await packed(files.slice(0, -1))), "bundle-missing");
  equal(await faultOf(await packed([manifest, ...rest])), "bundle-missing");
  equal(await faultOf(await packed(rest)), "bundle-missing");
  equal(await faultOf(await packed([])), "bundle-missing");
  const moved = [...rest.slice(0, -2), rest.at(-1)!, rest.at(-2)!];
  equal(
    await faultOf(await packed([manifest, sshsig, ...moved])),
    "bundle-extra",
  );
});

Deno.test("even the holder of the key cannot make these hold", async () => {
  const without = (path: string) => (files: readonly File[]) =>
    files.filter(([name]) => name !== path);
  const and = (...more: readonly File[]) => (files: readonly File[]) => [
    ...files,
    ...more,
  ];
  const line = (change: (text: string) => string) =>
    withFile("log.jsonl", change);
  const cases: readonly (readonly [string, Promise<Uint8Array>])[] = [
    ["bundle-count", forged(without("receipts/4.json"))],
    [
      "bundle-count",
      forged(without("receipts/4.json"), { receipts: { all: true, count: 2 } }),
    ],
    ["bundle-count", forged(without("sessions/7.json"), { sessions: 1 })],
    ["bundle-count", forged((files) => files, { sessions: 3 })],
    ["bundle-count", forged((files) => files, { to: 12 })],
    ["bundle-extra", forged(and(["other.txt", ""]))],
    ["bundle-extra", forged(and(["policy/" + "0".repeat(64), ""]))],
    ["bundle-digest", forged(and(["policy/" + "0".repeat(64) + ".json", ""]))],
    [
      "bundle-extra",
      forged(and([`policy/${sha256("{}")}.json`, "{}"])),
    ],
    ["bundle-missing", forged(without("log.vkey"))],
    ["bundle-missing", forged(without("checkpoint"))],
    ["bundle-missing", forged(without("log.jsonl"))],
    ["bundle-missing", forged((files) => files, { from: 1 })],
    ["bundle-digest", forged(withFile("log.vkey", (text) => text + "\n"))],
    ["origin", forged((files) => files, { origin: "local/waterwall/0" })],
    ["note", forged(withFile("checkpoint", () => "11\n"))],
    ["not-canonical", forged(line((text) => text.replace('{"', '{ "')))],
    ["prev-hash", forged(line((text) => text.replace("req_1", "req_9")))],
    ["bad-json", forged(line((text) => text.slice(0, -1)))],
    ["receipt-record", forged(renamed("receipts/4.json", "receipts/5.json"))],
    ["receipt-record", forged(renamed("sessions/7.json", "receipts/7.json"))],
    ["not-canonical", forged(withFile("receipts/4.json", (t) => t.trim()))],
  ];
  for (const [code, bundle] of cases) {
    equal(await faultOf(await bundle), code);
  }
});

Deno.test("a log that goes on after its checkpoint is refused", async () => {
  const log = sampleLog();
  const early = log.head();
  log.redact();
  const source = { ...sampleSource(log), checkpoint: early };
  equal(await faultOf(await sampleBundle(source)), "unsigned-tail");
});

Deno.test("a session that counts otherwise than its records is refused", async () => {
  const log = new SampleLog();
  log.redact();
  const manifest = JSON.parse(sampleLog().lines[7]!);
  const { v: _v, seq: _s, prev_hash: _p, ts: _t, ...entry } = manifest;
  log.add({ ...entry, first: 2, last: 2 });
  log.checkpoint();
  const verdict = await answerTo(await sampleBundle(sampleSource(log)));
  equal(!verdict.ok && verdict.code, "bundle-count");
  equal(!verdict.ok && verdict.seq, 3);
});

Deno.test("only the trusted key will do, and it may be an older or a newer one", async () => {
  const log = sampleLog();
  const next = testSigner(8);
  log.rotate(next);
  log.redact();
  const bundle = await sampleBundle({ ...sampleSource(log), signer: next });
  equal(await faultOf(bundle), undefined);
  const { publicKey } = next.vkey;
  equal(await faultOf(bundle, { pinned: { publicKey } }), undefined);
  const stranger = testSigner(9).vkey;
  equal(
    await faultOf(bundle, { pinned: { publicKey: stranger.publicKey } }),
    "key-unknown",
  );
  equal(
    await faultOf(BUNDLE, { pinned: { ...PINNED, origin: "local/x/1" } }),
    "origin",
  );
});

Deno.test("the manifest must be signed by the key that signs at the end", async () => {
  const log = sampleLog();
  log.rotate(testSigner(8));
  const bundle = await sampleBundle({ ...sampleSource(log), signer: SIGNER });
  equal(await faultOf(bundle), "key-unknown");
});

Deno.test("a part of a log holds under the key that signed it", async () => {
  const log = sampleLog();
  const part = await sampleBundle(sampleSource(log, { from: 5 }));
  equal(await faultOf(part), undefined);
  const [[, note], [, sshsig], ...files] = await unpacked(part) as [
    File,
    File,
    ...File[],
  ];
  const other = withFile(
    "frontier",
    (t) => t.replace(/"prev_hash": "./, '"prev_hash": "~'),
  );
  const broken = await packed([
    ["MANIFEST", note],
    ["MANIFEST.sshsig", sshsig],
    ...other(files),
  ]);
  equal(await faultOf(broken), "bundle-digest");
});

Deno.test("anchors must be of these records", async () => {
  const log = new SampleLog();
  log.redact();
  const note = log.head(testSigner(9, { name: "witness.example/1" }));
  const size = log.size;
  log.redact();
  const anchor = (text: string) => [{
    path: `anchors/${size}.note`,
    bytes: utf8(text),
  }];
  const source = sampleSource(log, { attachments: anchor(note) });
  const verdict = await answerTo(await sampleBundle(source));
  equal(verdict.ok && verdict.notes.length, 2);
  const stranger = new SampleLog();
  stranger.redact("s-9");
  equal(
    await faultOf(
      await sampleBundle({
        ...source,
        attachments: anchor(stranger.head()),
      }),
    ),
    "fork",
  );
});

Deno.test("what was seen before must be what is there now", async () => {
  const seen = (log: SampleLog): readonly SignedCheckpoint[] => [
    parseCheckpoint(log.head())!,
  ];
  const shorter = new SampleLog();
  shorter.redact("s-1", "req_1");
  equal(await faultOf(BUNDLE, { seen: seen(shorter) }), undefined);
  const other = new SampleLog();
  other.redact("s-1", "req_9");
  equal(await faultOf(BUNDLE, { seen: seen(other) }), "fork");
});

Deno.test("a bomb, a lie about a size and other archives end early", async () => {
  const zip = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));
  equal(await faultOf(zip(new Uint8Array(2 ** 25))), "bundle-tar");
  equal(await faultOf(zip(utf8("x".repeat(2 ** 20)))), "bundle-tar");
  equal(await faultOf(utf8("PK\x03\x04")), "bundle-gzip");
  equal(await faultOf(new Uint8Array(0)), "bundle-gzip");
  const huge = [{
    path: "MANIFEST",
    size: 2 ** 32,
    content: () => [new Uint8Array(10)],
  }];
  equal(await faultOf(await whole(gzip(tar(huge)))), "limit");
});

function renamed(from: string, to: string) {
  return (files: readonly File[]): readonly File[] =>
    files.map(([path, text]) => [path === from ? to : path, text]);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
