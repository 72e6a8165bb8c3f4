import { deepEqual, equal, rejects } from "node:assert/strict";
import type { Ledger } from "../../audit/ledger.ts";
import type { Bundle } from "../../audit/bundle.ts";
import {
  exportEvidence,
  type ExportOptions,
} from "../../audit/export_evidence.ts";
import { parseRangeEnd } from "../../audit/export_range.ts";
import { openLedger } from "../../audit/open_ledger.ts";
import { parsePublicKey } from "../../audit/public_key.ts";
import { type BundleHolds, verifyBundle } from "../../audit/verify_bundle.ts";
import { HASH, options, redaction } from "../support/audit_log.ts";
import { MemoryDisk } from "../support/memory_disk.ts";

const DIR = "/home/audit";

/** A log that is still open, in memory. */
async function opened(act: (ledger: Ledger) => Promise<void>) {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  await act(ledger);
  const make = (change: Partial<ExportOptions> = {}) =>
    exportEvidence({
      dir: DIR,
      keyFile: "/home/signing.key",
      receipts: true,
      disk,
      ...change,
    });
  return { disk, ledger, make };
}

async function append(ledger: Ledger, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await ledger.append(redaction({ request: `req-${i}` }));
  }
}

async function held(bundle: Bundle, vkey: string): Promise<BundleHolds> {
  const pinned = parsePublicKey(vkey);
  const verdict = await verifyBundle(bundle.chunks, { pinned });
  if (verdict.ok) return verdict;
  throw new Error(`${verdict.code}: ${verdict.explanation}`);
}

Deno.test("a log that is being written can be exported, and says so nowhere", async () => {
  const { ledger, make } = await opened((ledger) => append(ledger, 5));
  const { size } = ledger;
  const { log, manifest } = await held(await make(), ledger.vkey);
  equal(log.size, size);
  deepEqual(manifest.receipts, { all: true, count: 5 });
  equal(ledger.size, size);
});

Deno.test("segments, key rotations and pruning leave a log that can be exported", async () => {
  const { ledger, make } = await opened(async (ledger) => {
    await append(ledger, 3);
    ledger.rotateChain();
    await append(ledger, 3);
  });
  const oldKey = ledger.vkey;
  ledger.rotateKey("scheduled");
  await append(ledger, 2);
  for (const vkey of [oldKey, ledger.vkey]) {
    equal((await held(await make(), vkey)).log.first, 0);
  }
  ledger.rotateChain();
  await append(ledger, 2);
  const first = ledger.prune(ledger.size);
  equal(first > 0, true);
  for (const vkey of [oldKey, ledger.vkey]) {
    const { log, manifest } = await held(await make(), vkey);
    equal(log.first, first);
    equal(manifest.from, first);
  }
  const { manifest } = await make();
  equal(manifest.files.some(({ path }) => path.startsWith("keys/")), true);
});

Deno.test("a part is widened to where the log was signed", async () => {
  const { ledger, make } = await opened((ledger) => append(ledger, 450));
  const whole = await held(await make(), ledger.vkey);
  for (
    const [since, until] of [[0, 0], [150, 160], [99, 320], [449, 451]] as const
  ) {
    const part = await make({ since: { seq: since }, until: { seq: until } });
    const { manifest: { from, to } } = await held(part, ledger.vkey);
    equal(from <= since && since - from <= 102, true);
    equal(to > until && to - until <= 102, true);
  }
  equal(whole.log.size, ledger.size);
});

Deno.test("a part can be asked for by time", async () => {
  const { ledger, make } = await opened((ledger) => append(ledger, 250));
  const day = parseRangeEnd("2026-09-01")!;
  const all = await held(await make({ since: day, until: day }), ledger.vkey);
  equal(all.manifest.from, 0);
  equal(all.manifest.to, ledger.size);
  const late = parseRangeEnd("2026-09-01T12:00:00.150Z")!;
  const { log } = await held(await make({ since: late }), ledger.vkey);
  equal(log.first > 0, true);
  for (const none of ["2026-08-31", "2026-09-02"].map(parseRangeEnd)) {
    await rejects(make({ since: none!, until: none! }), { code: "empty" });
  }
});

Deno.test("the end of a part is signed by the key in force", async () => {
  const { ledger, make } = await opened((ledger) => append(ledger, 120));
  ledger.rotateKey("scheduled");
  const rotated = ledger.size;
  await append(ledger, 150);
  const part = await make({ until: { seq: 5 } });
  const { manifest } = await held(part, ledger.vkey);
  equal(manifest.to >= rotated && manifest.to < ledger.size, true);
});

Deno.test("policies come along if a record names them, anchors if they are inside", async () => {
  const { ledger, make, disk } = await opened((ledger) => append(ledger, 2));
  const note = ledger.head;
  const { size } = ledger;
  await append(ledger, 2);
  const write = (path: string, text: string) => {
    disk.makeDir(path.slice(0, path.lastIndexOf("/")));
    const file = disk.open(path, "create");
    file.writeAt(new TextEncoder().encode(text), 0);
    file.close();
  };
  write(`${DIR}/anchors/${size}.note`, note);
  write(`${DIR}/anchors/999.note`, note);
  write(`${DIR}/anchors/notes.txt`, note);
  write(`${DIR}/policy/${"0".repeat(64)}.json`, "{}");
  const { manifest, notes, remarks } = await held(await make(), ledger.vkey);
  deepEqual(
    manifest.files.map(({ path }) => path).filter((path) =>
      /^(anchors|policy)/.test(path)
    ),
    [`anchors/${size}.note`],
  );
  equal(notes.length, 2);
  deepEqual(remarks.policies, { named: 1, inside: 0 });
  equal(HASH.length, 64);
});

Deno.test("two exports of the same log are the same file", async () => {
  const { make } = await opened((ledger) => append(ledger, 3));
  const read = async () => {
    const chunks = [];
    for await (const chunk of (await make()).chunks) chunks.push(...chunk);
    return chunks;
  };
  deepEqual(await read(), await read());
});

Deno.test("a log that does not hold is not exported", async () => {
  const { make, disk } = await opened((ledger) => append(ledger, 3));
  const path = `${DIR}/log-00000000000000000000.jsonl`;
  const file = disk.open(path, "write");
  file.writeAt(new TextEncoder().encode("9"), 1_500);
  file.close();
  await rejects(make(), { name: "EvidenceError", code: "refuted" });
});

Deno.test("only the key in force exports", async () => {
  const { make, disk, ledger } = await opened((ledger) => append(ledger, 1));
  await openLedger(options(disk, { dir: "/other", keyFile: "/other.key" }));
  await rejects(make({ keyFile: "/other.key" }), { code: "wrong_key" });
  await rejects(make({ keyFile: "/none.key" }), { code: "unreadable" });
  await rejects(make({ dir: "/none" }), { name: "LogError" });
  equal(ledger.failure, undefined);
});

Deno.test("ends of a range are sequence numbers or times", () => {
  deepEqual(parseRangeEnd("0"), { seq: 0 });
  deepEqual(parseRangeEnd("2026-09-01"), { time: "2026-09-01" });
  deepEqual(parseRangeEnd("2026-09-01T12:00:00.5Z"), {
    time: "2026-09-01T12:00:00.5",
  });
  for (
    const text of ["", "-1", "1.5", "yesterday", "2026-9-1", "2026-09-01 12"]
  ) {
    equal(parseRangeEnd(text), undefined, text);
  }
});
