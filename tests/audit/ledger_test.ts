import { deepEqual, equal, ok, rejects, throws } from "node:assert/strict";
import {
  type Commit,
  type Frontier,
  leafHash,
  type Ledger,
  type LedgerError,
  openLedger,
  parseCheckpoint,
  parsePublicKey,
  provesInclusion,
  Tree,
  TreePath,
} from "../../audit/mod.ts";
import {
  clock,
  EVERY_ENTRY,
  HASH,
  inShort,
  linesOf,
  LOG,
  options,
  redaction,
  verify,
} from "../support/audit_log.ts";
import { MemoryDisk } from "../support/memory_disk.ts";

async function fresh(change: Parameters<typeof options>[1] = {}) {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk, change));
  return { disk, ledger };
}

function recordsOf(disk: MemoryDisk) {
  return linesOf(disk).map((line) =>
    JSON.parse(new TextDecoder().decode(line))
  );
}

function typesOf(disk: MemoryDisk): string[] {
  return recordsOf(disk).map(({ type }) => type);
}

/** What an auditor with the ledger's key and head says. */
function judged(disk: MemoryDisk, ledger: Ledger): string {
  const pinned = parsePublicKey(ledger.vkey);
  const heads = [parseCheckpoint(ledger.head)!];
  return inShort(verify(linesOf(disk), { pinned, heads }));
}

const code = (expected: string) => (error: unknown) =>
  (error as LedgerError).code === expected;

Deno.test("a new log begins with genesis, a checkpoint and a start", async () => {
  const { disk, ledger } = await fresh();
  deepEqual(typesOf(disk), ["genesis", "checkpoint", "start"]);
  equal(ledger.size, 3);
  equal(ledger.origin, "local/waterwall/3f3f3f3f3f3f3f3f");
  equal(recordsOf(disk)[2].resumed, 2);
  equal(judged(disk, ledger), "ok");
});

Deno.test("the folder holds the key that an auditor pins", async () => {
  const { disk, ledger } = await fresh();
  equal(disk.text("/home/audit/log.vkey"), `${ledger.vkey}\n`);
});

Deno.test("the catalogue in use stands in genesis and in policy records", async () => {
  const { disk, ledger } = await fresh({ catalogue: "ca".repeat(32) });
  await ledger.append({ type: "policy", old: HASH, new: HASH, patterns: 1 });
  const [genesis, , , policy] = recordsOf(disk);
  deepEqual([genesis.catalogue, policy.catalogue], [
    "ca".repeat(32),
    "ca".repeat(32),
  ]);
  equal(judged(disk, ledger), "ok");
});

Deno.test("an operator's domain begins the name of the log", async () => {
  const { ledger } = await fresh({ prefix: "example.com" });
  ok(ledger.origin.startsWith("example.com/waterwall/"));
});

for (const prefix of ["Example.com", "", "exa mple", "x".repeat(300), "é"]) {
  Deno.test(`no log is begun with the prefix ${JSON.stringify(prefix)}`, async () => {
    const disk = new MemoryDisk();
    const opening = openLedger(options(disk, { prefix }));
    await rejects(opening, code("invalid_entry"));
    equal(disk.facts("/home/audit"), undefined);
  });
}

for (const change of [{ policy: "latest" }, { tool: "" }, { tool: "a\nb" }]) {
  Deno.test(`no log is opened with ${JSON.stringify(change)}`, async () => {
    const opening = openLedger(options(new MemoryDisk(), change));
    await rejects(opening, code("invalid_entry"));
  });
}

Deno.test("every type of entry is recorded, in order", async () => {
  const { disk, ledger } = await fresh();
  const answers = await Promise.all(EVERY_ENTRY.map(ledger.append));
  deepEqual(answers.map(({ seq }) => seq), [3, 4, 5, 6, 7, 8]);
  deepEqual(typesOf(disk).slice(3), [
    ...EVERY_ENTRY.map(({ type }) => type),
    "checkpoint",
  ]);
  equal(judged(disk, ledger), "ok");
});

Deno.test("evidence is recorded where it is made", async () => {
  const { disk, ledger } = await fresh();
  await ledger.append({
    type: "anchor",
    size: 3,
    kind: "witness",
    name: "witness.example/w1",
    sha256: HASH,
  });
  await ledger.append({ type: "export", sha256: HASH, from: 0, to: 4 });
  deepEqual(typesOf(disk).slice(3), ["anchor", "export"]);
  equal(judged(disk, ledger), "ok");
});

Deno.test("entries that arrive together cost one sync of the log", async () => {
  const { disk, ledger } = await fresh();
  const synced: string[] = [];
  disk.faults.sync = (path) => void synced.push(path);
  await Promise.all(
    Array.from({ length: 32 }, () => ledger.append(redaction())),
  );
  equal(synced.filter((path) => path === LOG).length, 1);
  equal(synced.filter((path) => path.includes("/head.")).length, 1);
  equal(ledger.size, 35);
});

Deno.test("an entry is answered only after log and head are on the device", async () => {
  const { disk, ledger } = await fresh();
  const before = new Set(disk.list("/home/audit"));
  const { seq } = await ledger.append(redaction());
  const after = disk.crash(() => 0.999);
  const again = await openLedger(options(after));
  ok(again.size > seq + 1);
  ok(before.has("head.0") && before.has("head.1"));
});

Deno.test("the log is on the device before its head is", async () => {
  const { disk, ledger } = await fresh();
  const order: string[] = [];
  disk.faults.sync = (path) => void order.push(path.split("/").at(-1)!);
  disk.faults.write = (path, bytes) => {
    order.push(`write ${path.split("/").at(-1)!}`);
    return bytes;
  };
  await ledger.append(redaction());
  const head = order.find((step) => step.startsWith("write head"))!;
  const log = LOG.split("/").at(-1)!;
  deepEqual(order, [`write ${log}`, log, head, head.slice(6)]);
});

Deno.test("heads take turns in two places of one size", async () => {
  const { disk, ledger } = await fresh();
  const at = () =>
    ["head.0", "head.1"].map((n) => disk.text(`/home/audit/${n}`));
  const changes: number[] = [];
  for (let i = 0; i < 4; i++) {
    const before = at();
    await ledger.append(redaction());
    const after = at();
    changes.push(after.findIndex((text, slot) => text !== before[slot]));
    deepEqual(after.map((text) => new TextEncoder().encode(text).length), [
      1024,
      1024,
    ]);
  }
  deepEqual(changes.slice(0, 2), changes.slice(2));
  equal(new Set(changes).size, 2);
});

Deno.test("no header can make an append fail", async () => {
  const { disk, ledger } = await fresh();
  const odd = ["", "two words", "\0", "\n", "\ud800", "é", "x".repeat(129)];
  for (const text of odd) {
    await ledger.append(
      redaction({ request: text, session: text, host: text }),
    );
  }
  for (const { request, session, host } of recordsOf(disk).slice(3)) {
    for (const name of [request, session, host]) {
      ok(/^sha256:[0-9a-f]{64}$/.test(name), name);
    }
  }
  equal(judged(disk, ledger), "ok");
});

Deno.test("a name that fits is recorded as it is", async () => {
  const { disk, ledger } = await fresh();
  const name = `!${"~".repeat(127)}`;
  await ledger.append(redaction({ session: name }));
  equal(recordsOf(disk)[3].session, name);
});

Deno.test("a redaction of thousands of items becomes several records", async () => {
  const { disk, ledger } = await fresh();
  const items = Array.from({ length: 4321 }, (_, i) => ({
    kind: "K".repeat(32),
    tag: i.toString(16).padStart(16, "0"),
  }));
  const { seq } = await ledger.append(redaction({ items }));
  const records = recordsOf(disk).slice(3);
  equal(seq, records.at(-1).seq);
  deepEqual(records.flatMap((record) => record.items), items);
  ok(linesOf(disk).every((line) => line.length <= 65_535));
  equal(judged(disk, ledger), "ok");
});

Deno.test("a redaction without items is one record", async () => {
  const { disk, ledger } = await fresh();
  await ledger.append(redaction({ items: [] }));
  deepEqual(recordsOf(disk)[3].items, []);
});

Deno.test("a session of very many kinds counts the rarest together", async () => {
  const { disk, ledger } = await fresh();
  const kinds = Object.fromEntries(
    Array.from({ length: 3000 }, (_, i) => [`KIND_${i}`, 3000 - i]),
  );
  await ledger.append({ ...EVERY_ENTRY.at(-1)!, kinds } as never);
  const recorded = recordsOf(disk)[3].kinds;
  const sum = (counts: Record<string, number>) =>
    Object.values(counts).reduce((a, b) => a + b);
  equal(sum(recorded), sum(kinds));
  equal(Object.keys(recorded).length, 500);
  equal(recorded.KIND_0, 3000);
});

for (
  const [what, wrong] of Object.entries({
    "a kind in small letters": {
      items: [{ kind: "aws", tag: "0".repeat(16) }],
    },
    "a tag of another length": { items: [{ kind: "AWS", tag: "0" }] },
    "a policy that is no hash": { policy: "latest" },
    "a direction of its own": { direction: "inbound" },
    "a field more": { secret: "x" },
  })
) {
  Deno.test(`an entry with ${what} is refused, and its neighbours are not`, async () => {
    const { disk, ledger } = await fresh();
    const bad = { ...redaction(), ...wrong } as never;
    const answers = await Promise.allSettled([
      ledger.append(redaction()),
      ledger.append(bad),
      ledger.append(redaction()),
    ]);
    deepEqual(answers.map(({ status }) => status), [
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    equal((answers[1] as PromiseRejectedResult).reason.code, "invalid_entry");
    equal(judged(disk, ledger), "ok");
    equal(ledger.size, 5);
  });
}

for (const count of [-1, 0.5, NaN, Infinity, 2 ** 53]) {
  Deno.test(`a count of ${count} is refused`, async () => {
    const { ledger } = await fresh();
    const entry = { ...EVERY_ENTRY[1]!, restored: count } as never;
    await rejects(ledger.append(entry), code("invalid_entry"));
  });
}

Deno.test("a clock that runs backwards does not turn the log back", async () => {
  const times = [5000, 4000, 3000, 2000, 1000];
  const { disk, ledger } = await fresh({ now: () => times.shift() ?? 0 });
  await ledger.append(redaction());
  const stamps = recordsOf(disk).map(({ ts }) => ts);
  deepEqual(stamps, stamps.toSorted());
  equal(judged(disk, ledger), "ok");
});

Deno.test("there is a checkpoint after a hundred records", async () => {
  const { disk, ledger } = await fresh();
  for (let i = 0; i < 250; i++) await ledger.append(redaction());
  const places = typesOf(disk).flatMap((type, seq) =>
    type === "checkpoint" ? [seq] : []
  );
  deepEqual(places, [1, 102, 203]);
});

Deno.test("a checkpoint covers everything before it", async () => {
  const { disk, ledger } = await fresh();
  ledger.checkpoint();
  const { note, seq } = recordsOf(disk).at(-1);
  equal(parseCheckpoint(note)!.size, seq);
});

Deno.test("an idle log gets a checkpoint every five minutes", async () => {
  let ms = Date.UTC(2026, 8, 1);
  let beat = () => {};
  const { disk, ledger } = await fresh({
    now: () => ms,
    every(run) {
      beat = run;
      return () => {};
    },
  });
  for (const minutes of [1, 4, 1, 4, 1]) {
    ms += minutes * 60_000;
    beat();
  }
  deepEqual(typesOf(disk).slice(3), ["checkpoint", "checkpoint"]);
  equal(judged(disk, ledger), "ok");
});

Deno.test("a closed log ends with a stop and a checkpoint", async () => {
  const { disk, ledger } = await fresh();
  await ledger.close("asked to\nby its operator");
  deepEqual(typesOf(disk).slice(3), ["stop", "checkpoint"]);
  equal(recordsOf(disk)[3].reason, "asked to\ufffdby its operator");
  equal(judged(disk, ledger), "ok");
});

Deno.test("closing writes what still waits", async () => {
  const { disk, ledger } = await fresh();
  const answer = ledger.append(redaction());
  await ledger.close("stop");
  equal((await answer).seq, 3);
  deepEqual(typesOf(disk).slice(3), ["redaction", "stop", "checkpoint"]);
});

Deno.test("a closed ledger takes nothing, and closes once", async () => {
  const { ledger } = await fresh();
  await ledger.close("stop");
  await ledger.close("stop");
  await rejects(ledger.append(redaction()), code("closed"));
  throws(() => ledger.checkpoint(), code("closed"));
});

Deno.test("closing stops the heart", async () => {
  let beats = true;
  const every = () => () => {
    beats = false;
  };
  const { ledger } = await fresh({ every });
  await ledger.close("stop");
  equal(beats, false);
});

Deno.test("a log goes on where it stopped", async () => {
  const { disk, ledger } = await fresh();
  await ledger.append(redaction());
  await ledger.close("stop");
  const size = ledger.size;
  const again = await openLedger(options(disk));
  equal(recordsOf(disk).at(-1).resumed, size);
  equal(again.origin, ledger.origin);
  const { seq } = await again.append(redaction());
  equal(seq, size + 1);
  equal(judged(disk, again), "ok");
});

Deno.test("a second instance is refused while the first one runs", async () => {
  const { disk, ledger } = await fresh();
  await rejects(openLedger(options(disk)), code("locked"));
  await ledger.append(redaction());
  await ledger.close("stop");
  await (await openLedger(options(disk))).close("stop");
});

Deno.test("commits are told in order, after those who wait for them", async () => {
  const told: string[] = [];
  const { ledger } = await fresh({
    onCommit: ({ records }) =>
      void told.push(...records.map(({ entry }) => entry.type)),
  });
  await ledger.append(redaction()).then(() => told.push("answered"));
  await ledger.append({ type: "killswitch", state: "armed", source: "http" });
  ledger.rotateChain();
  await Promise.resolve();
  deepEqual(told, [
    "redaction",
    "answered",
    "killswitch",
    "seal",
    "checkpoint",
  ]);
});

Deno.test("what a commit tells is enough for a proof of each record", async () => {
  const commits: Commit[] = [];
  const { ledger } = await fresh({
    onCommit: (commit) => void commits.push(commit),
  });
  for (const count of [1, 2, 5, 100]) {
    await Promise.all(
      Array.from({ length: count }, () => ledger.append(redaction())),
    );
  }
  for (const { records, before, head } of commits) {
    const { size, root } = parseCheckpoint(head)!;
    for (const { seq, line } of records) {
      const tree = records.slice(0, seq - before.size);
      const path = pathTo(before, tree.map((record) => record.line));
      for (const later of records.slice(seq - before.size)) {
        path.push(leafHash(later.line));
      }
      const proof = path.proof();
      const leaf = leafHash(line);
      ok(provesInclusion({ index: seq, size, leaf, proof, root }));
    }
  }
});

function pathTo(before: Frontier, lines: readonly Uint8Array[]): TreePath {
  const tree = new Tree(before);
  for (const line of lines) tree.push(leafHash(line));
  return TreePath.toNext(tree);
}

Deno.test("a full segment is sealed and the next one begins", async () => {
  const { disk, ledger } = await fresh({ segmentBytes: 4000 });
  for (let i = 0; i < 40; i++) await ledger.append(redaction());
  const segments = disk.list("/home/audit").filter((n) => n.startsWith("log-"));
  ok(segments.length > 3);
  const types = typesOf(disk);
  const seals = types.filter((type) => type === "seal").length;
  equal(seals, segments.length - 1);
  equal(judged(disk, ledger), "ok");
});

Deno.test("a chain that is rotated goes on in a new file", async () => {
  const { disk, ledger } = await fresh();
  await ledger.append(redaction());
  ledger.rotateChain();
  const { seq } = await ledger.append(redaction());
  equal(seq, 6);
  deepEqual(
    disk.list("/home/audit").filter((name) => name.startsWith("log-")),
    ["log-00000000000000000000.jsonl", "log-00000000000000000006.jsonl"],
  );
  deepEqual(typesOf(disk).slice(3), [
    "redaction",
    "seal",
    "checkpoint",
    "redaction",
  ]);
  equal(judged(disk, ledger), "ok");
  await ledger.close("stop");
  const again = await openLedger(options(disk));
  equal(judged(disk, again), "ok");
});

Deno.test("waiting entries come before a rotation", async () => {
  const { disk, ledger } = await fresh();
  const answer = ledger.append(redaction());
  ledger.rotateChain();
  equal((await answer).seq, 3);
  equal(typesOf(disk)[4], "seal");
});

Deno.test("hours of use do not change what a commit costs", async () => {
  const { disk, ledger } = await fresh({ now: clock(0) });
  const counts = { sync: 0, write: 0 };
  disk.faults.sync = () => void (counts.sync += 1);
  disk.faults.write = (_, bytes) => {
    counts.write += 1;
    return bytes;
  };
  await ledger.append(redaction());
  const first = { ...counts };
  for (let i = 0; i < 50; i++) await ledger.append(redaction());
  deepEqual(counts, { sync: first.sync * 51, write: first.write * 51 });
});
