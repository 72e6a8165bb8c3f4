import { deepEqual, equal, rejects } from "node:assert/strict";
import type { LogRecord } from "../../audit/entry.ts";
import { exportEvidence } from "../../audit/export_evidence.ts";
import { CATALOGUE_HASH } from "../../audit/frameworks.ts";
import { type JournalOptions, openJournal } from "../../audit/journal.ts";
import { parsePublicKey } from "../../audit/public_key.ts";
import { verifyBundle } from "../../audit/verify_bundle.ts";
import { linesOf, options, redaction } from "../support/audit_log.ts";
import { MemoryDisk } from "../support/memory_disk.ts";

const IDLE_MS = 60_000;

/** A journal in memory whose time passes only when it is told to. */
async function aJournal(change: Partial<JournalOptions> = {}) {
  const disk = new MemoryDisk();
  let nowMs = Date.UTC(2026, 8, 1, 12);
  const looks: (() => void)[] = [];
  const journal = await openJournal({
    ...options(disk),
    sessionIdleMs: IDLE_MS,
    receipts: false,
    now: () => nowMs,
    // All that follows from a look is then done before the next timer.
    defer: (run) => queueMicrotask(run),
    every: (run) => {
      looks.push(run);
      return () => {};
    },
    ...change,
  });
  const records = () =>
    linesOf(disk).map((line): LogRecord =>
      JSON.parse(new TextDecoder().decode(line))
    );
  const types = () => records().map(({ type }) => type);
  const sessions = () =>
    records().flatMap((r) => r.type === "session" ? [r.session] : []);
  const pass = async (ms: number) => {
    nowMs += ms;
    looks.forEach((look) => look());
    await new Promise((done) => setTimeout(done));
  };
  return { disk, journal, records, types, sessions, pass };
}

const of = (session: string) => redaction({ session });

Deno.test("a session that falls silent ends with its manifest", async () => {
  const { journal, sessions, pass } = await aJournal();
  await journal.append(of("a"));
  await pass(IDLE_MS - 1);
  await journal.append(of("b"));
  deepEqual(sessions(), []);
  await pass(1);
  deepEqual(sessions(), ["a"]);
  await pass(IDLE_MS);
  deepEqual(sessions(), ["a", "b"]);
  await pass(IDLE_MS);
  deepEqual(sessions(), ["a", "b"]);
});

Deno.test("a session that is heard of again goes on", async () => {
  const { journal, sessions, pass } = await aJournal();
  for (let i = 0; i < 5; i++) {
    await journal.append(of("a"));
    await pass(IDLE_MS - 1);
  }
  deepEqual(sessions(), []);
});

Deno.test("closing ends every session first", async () => {
  const { journal, types } = await aJournal();
  for (const session of ["a", "b", "séance"]) await journal.append(of(session));
  await journal.close("done");
  deepEqual(types().slice(-6), [
    "session",
    "session",
    "session",
    "checkpoint",
    "stop",
    "checkpoint",
  ]);
});

Deno.test("a session can be ended by name", async () => {
  const { journal, sessions } = await aJournal();
  equal(await journal.endSession("a"), undefined);
  await journal.append(of("a"));
  equal((await journal.endSession("a"))?.seq, 4);
  deepEqual(sessions(), ["a"]);
});

Deno.test("the log names the framework tags that its sessions carry", async () => {
  const { journal, records } = await aJournal();
  const [genesis] = records();
  equal(genesis?.type === "genesis" && genesis.catalogue, CATALOGUE_HASH);
  await journal.append(of("a"));
  await journal.close("done");
  const manifest = records().find(({ type }) => type === "session");
  equal(manifest?.type === "session" && manifest.catalogue, CATALOGUE_HASH);
});

Deno.test("what it wrote can be exported, its manifests recounted", async () => {
  const { journal, disk, pass } = await aJournal();
  const items = Array.from({ length: 1_200 }, (_, i) => ({
    kind: `KIND_${i % 700}`,
    tag: i.toString(16).padStart(16, "0"),
  }));
  await journal.append(redaction({ session: "many", items }));
  await Promise.all(["a", "b", "a"].map((name) => journal.append(of(name))));
  await pass(IDLE_MS);
  await journal.append(of("a"));
  await journal.close("done");
  const { chunks } = await exportEvidence({
    dir: "/home/audit",
    keyFile: "/home/signing.key",
    receipts: true,
    disk,
  });
  const pinned = parsePublicKey(journal.vkey);
  const verdict = await verifyBundle(chunks, { pinned });
  equal(verdict.ok || verdict.explanation, true);
  equal(verdict.ok && verdict.manifest.sessions, 4);
});

Deno.test("orders are obeyed, and their outcome told", async () => {
  const { journal, types } = await aJournal();
  await journal.append(of("a"));
  const before = journal.vkey;
  const rotated = await journal.obey({
    order: "rotate-key",
    reason: "scheduled",
  });
  equal(rotated.vkey === before, false);
  equal(journal.vkey, rotated.vkey);
  const { size } = await journal.obey({ order: "rotate-chain" });
  await journal.append(of("a"));
  const { first } = await journal.obey({ order: "prune", before: size });
  equal(types()[0], "seal");
  equal(first, size - 2);
  const sha256 = "5b".repeat(32);
  await journal.obey({
    order: "record",
    entry: { type: "export", sha256, from: 0, to: 3 },
  });
  equal(types().at(-1), "export");
});

Deno.test("a closed journal takes no more", async () => {
  const { journal } = await aJournal();
  await journal.close("done");
  await rejects(journal.append(of("a")), { code: "closed" });
});
