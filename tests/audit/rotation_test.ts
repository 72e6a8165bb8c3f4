import { deepEqual, equal, notEqual, ok, rejects } from "node:assert/strict";
import {
  type LedgerError,
  openLedger,
  parseCheckpoint,
  parsePublicKey,
  verifyLogAt,
} from "../../audit/mod.ts";
import {
  decode,
  encode,
  inShort,
  linesOf,
  options,
  redaction,
  verify,
} from "../support/audit_log.ts";
import { MemoryDisk } from "../support/memory_disk.ts";

const DIR = "/home/audit";

function recordsOf(disk: MemoryDisk) {
  return linesOf(disk).map((line) => JSON.parse(decode(line)));
}

/** A log that two keys signed, one after the other. */
async function rotated(reason: "scheduled" | "compromise" = "scheduled") {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  await ledger.append(redaction());
  const old = ledger.vkey;
  const before = disk.kill();
  const oldHead = ledger.head;
  const vkey = ledger.rotateKey(reason);
  await ledger.append(redaction());
  return { disk, before, ledger, old, oldHead, vkey };
}

type Rotated = Awaited<ReturnType<typeof rotated>>;

function judged({ disk, ledger }: Rotated, key: string): string {
  const pinned = parsePublicKey(key);
  const heads = [parseCheckpoint(ledger.head)!];
  return inShort(verify(linesOf(disk), { pinned, heads }));
}

Deno.test("the old key vouches for what the new one signs", async () => {
  const log = await rotated();
  equal(judged(log, log.old), "ok");
});

Deno.test("the new key vouches for what the old one signed", async () => {
  const log = await rotated();
  equal(judged(log, log.vkey), "ok");
});

Deno.test("a rotation is a key record and a checkpoint with both signatures", async () => {
  const { disk, old, vkey } = await rotated();
  const [key, checkpoint] = recordsOf(disk).slice(4, 6);
  deepEqual(
    [key.type, key.vkey, key.reason, key.retire],
    ["key", vkey, "scheduled", old.split("+")[1]],
  );
  const { size, note } = parseCheckpoint(checkpoint.note)!;
  equal(size, 5);
  deepEqual(note.signatures.map(({ keyId }) => keyId), [
    old.split("+")[1],
    vkey.split("+")[1],
  ]);
});

Deno.test("the folder names the new key, and its file holds no other", async () => {
  const { disk, ledger, vkey } = await rotated();
  equal(disk.text(`${DIR}/log.vkey`), `${vkey}\n`);
  equal(ledger.vkey, vkey);
  deepEqual(disk.list("/home"), ["audit", "signing.key"]);
  await ledger.close("stop");
  equal((await openLedger(options(disk))).vkey, vkey);
});

Deno.test("keys rotate as often as one likes", async () => {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  const keys = [ledger.vkey];
  for (let i = 0; i < 5; i++) {
    keys.push(ledger.rotateKey("scheduled"));
    await ledger.append(redaction());
  }
  equal(new Set(keys).size, 6);
  const heads = [parseCheckpoint(ledger.head)!];
  for (const key of keys) {
    const pinned = parsePublicKey(key);
    equal(inShort(verify(linesOf(disk), { pinned, heads })), "ok");
  }
});

Deno.test("the old key's signature is refused when its time is over", async () => {
  const { disk, before, ledger } = await rotated();
  const late = await openLedger(options(before));
  await late.append(redaction());
  await late.append(redaction());
  await late.append(redaction());
  const pinned = parsePublicKey(ledger.vkey);
  const stolen = parseCheckpoint(late.head)!;
  ok(stolen.size > 6);
  const verdict = verify(linesOf(disk), { pinned, seen: [stolen] });
  equal(verdict.ok ? "" : verdict.code, "key-epoch");
});

Deno.test("what a compromised key signs later carries no weight", async () => {
  const { disk, before, ledger } = await rotated("compromise");
  const late = await openLedger(options(before));
  for (let i = 0; i < 9; i++) await late.append(redaction());
  const pinned = parsePublicKey(ledger.vkey);
  const trust = {
    pinned,
    heads: [parseCheckpoint(ledger.head)!],
    seen: [parseCheckpoint(late.head)!],
  };
  equal(inShort(verify(linesOf(disk), trust)), "ok");
});

Deno.test("what a compromised key signed before still holds", async () => {
  const { disk, ledger, oldHead } = await rotated("compromise");
  const trust = {
    pinned: parsePublicKey(ledger.vkey),
    heads: [parseCheckpoint(ledger.head)!],
    seen: [parseCheckpoint(oldHead)!],
  };
  equal(inShort(verify(linesOf(disk), trust)), "ok");
});

Deno.test("a rotation that only one key signed is refused", async () => {
  const log = await rotated();
  const lines = linesOf(log.disk);
  for (const keep of [0, 1]) {
    const checkpoint = JSON.parse(decode(lines[5]!));
    const parts = checkpoint.note.split("\n");
    parts.splice(keep === 0 ? 5 : 4, 1);
    const text = decode(lines[5]!).replace(
      JSON.stringify(checkpoint.note),
      JSON.stringify(parts.join("\n")),
    );
    const verdict = verify(lines.with(5, encode(text)), {
      pinned: parsePublicKey(log.old),
    });
    equal(inShort(verdict), "key-epoch at 5");
  }
});

Deno.test("a rotation whose signatures are the other way round is refused", async () => {
  const log = await rotated();
  const lines = linesOf(log.disk);
  const checkpoint = JSON.parse(decode(lines[5]!));
  const parts = checkpoint.note.split("\n");
  [parts[4], parts[5]] = [parts[5], parts[4]];
  const text = decode(lines[5]!).replace(
    JSON.stringify(checkpoint.note),
    JSON.stringify(parts.join("\n")),
  );
  const pinned = parsePublicKey(log.old);
  equal(
    inShort(verify(lines.with(5, encode(text)), { pinned })),
    "key-epoch at 5",
  );
});

/** Every step of a rotation at which the process may be killed. */
const STEPS = 30;

Deno.test("a rotation that is killed at any step is finished or undone", async () => {
  const outcomes = new Set<string>();
  for (let step = 0; step < STEPS; step++) {
    const disk = new MemoryDisk();
    const ledger = await openLedger(options(disk));
    await ledger.append(redaction());
    const old = ledger.vkey;
    let left = step;
    const die = () => {
      if (left-- <= 0) throw new Error("killed here");
    };
    disk.faults.sync = disk.faults.rename = die;
    disk.faults.write = (_, bytes) => {
      die();
      return bytes;
    };
    try {
      ledger.rotateKey("scheduled");
    } catch {
      // Where it got to is what this test is about.
    }
    const after = disk.kill();
    const again = await openLedger(options(after));
    await again.append(redaction());
    outcomes.add(again.vkey === old ? "undone" : "finished");
    equal(after.text(`${DIR}/log.vkey`), `${again.vkey}\n`);
    equal(after.facts("/home/signing.key.next"), undefined);
    const heads = [parseCheckpoint(again.head)!];
    const pinned = parsePublicKey(old);
    equal(inShort(verify(linesOf(after), { pinned, heads })), "ok");
    const proofs = after.list(`${DIR}/keys`);
    equal(proofs.length, again.vkey === old ? 0 : 1);
  }
  deepEqual([...outcomes].sort(), ["finished", "undone"]);
});

Deno.test("a rotation whose next key is gone is a refusal", async () => {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  let heads = 0;
  disk.faults.write = (path, bytes) => {
    if (path.includes("head") && heads++ === 0) throw new Error("killed here");
    return bytes;
  };
  try {
    ledger.rotateKey("scheduled");
  } catch {
    // The log names the key; the head does not know yet.
  }
  const after = disk.kill();
  after.remove("/home/signing.key.next");
  await rejects(
    openLedger(options(after)),
    (error) => (error as LedgerError).code === "wrong_key",
  );
});

/** A log of several segments, and keys that changed on the way. */
async function long() {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  const keys = [ledger.vkey];
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 7; j++) await ledger.append(redaction());
    if (i % 2 === 0) keys.push(ledger.rotateKey("scheduled"));
    ledger.rotateChain();
  }
  await ledger.append(redaction());
  return { disk, ledger, keys };
}

Deno.test("pruning keeps whole segments, the seal before them and its checkpoint", async () => {
  const { disk, ledger } = await long();
  const segments = () =>
    disk.list(DIR).filter((name) => name.startsWith("log-"))
      .map((name) => parseInt(name.slice(4)));
  const [, second, third] = segments();
  equal(ledger.prune(second! - 1), 0);
  equal(ledger.prune(third!), third! - 2);
  equal(segments()[0], third! - 2);
  equal(segments()[1], third);
  const types = recordsOf(disk).slice(0, 2).map(({ type }) => type);
  deepEqual(types, ["seal", "checkpoint"]);
});

Deno.test("wherever a log is pruned, every key verifies what is left", async () => {
  const sizes = (await long()).ledger.size;
  for (let before = 0; before <= sizes; before += 5) {
    const { disk, ledger, keys } = await long();
    ledger.prune(before);
    await ledger.append(redaction());
    for (const key of keys) {
      const pinned = parsePublicKey(key);
      const verdict = await verifyLogAt(DIR, { disk, pinned });
      equal(inShort(verdict), "ok", `before ${before}, ${key}`);
    }
  }
});

Deno.test("a pruned log goes on after a restart", async () => {
  const { disk, ledger, keys } = await long();
  ledger.prune(Infinity);
  await ledger.close("stop");
  const again = await openLedger(options(disk));
  equal((await again.append(redaction())).seq, ledger.size + 1);
  const pinned = parsePublicKey(keys[0]!);
  equal(inShort(await verifyLogAt(DIR, { disk, pinned })), "ok");
  equal(again.prune(0), recordsOf(disk)[0].seq);
});

Deno.test("a log is pruned more than once", async () => {
  const { disk, ledger, keys } = await long();
  const first = ledger.prune(12);
  const second = ledger.prune(Infinity);
  notEqual(first, second);
  equal(ledger.prune(Infinity), second);
  const pinned = parsePublicKey(keys.at(-1)!);
  equal(inShort(await verifyLogAt(DIR, { disk, pinned })), "ok");
});

Deno.test("pruning that is killed at any step leaves a log that verifies", async () => {
  for (let step = 0; step < 8; step++) {
    const { disk, ledger, keys } = await long();
    let left = step;
    const remove = disk.remove.bind(disk);
    disk.remove = (path) => {
      if (left-- <= 0) throw new Error("killed here");
      remove(path);
    };
    disk.faults.rename = disk.faults.sync = () => {
      if (left-- <= 0) throw new Error("killed here");
    };
    try {
      ledger.prune(Infinity);
    } catch {
      // As far as it got.
    }
    const after = disk.kill();
    const pinned = parsePublicKey(keys[0]!);
    equal(inShort(await verifyLogAt(DIR, { disk: after, pinned })), "ok");
    await (await openLedger(options(after))).append(redaction());
    equal(inShort(await verifyLogAt(DIR, { disk: after, pinned })), "ok");
  }
});

Deno.test("a pruned log whose first lines were changed is refused", async () => {
  const { disk, ledger, keys } = await long();
  const first = ledger.prune(Infinity);
  const path = disk.list(DIR).find((name) => name.startsWith("log-"))!;
  const bytes = disk.bytes(`${DIR}/${path}`).slice();
  const pinned = parsePublicKey(keys.at(-1)!);
  for (let at = 0; at < bytes.length; at += 7) {
    const changed = bytes.slice();
    changed[at]! ^= 1;
    disk.put(`${DIR}/${path}`, changed);
    const verdict = await verifyLogAt(DIR, { disk, pinned });
    ok(!verdict.ok && verdict.seq >= 0, `byte ${at} of seal ${first}`);
  }
});
