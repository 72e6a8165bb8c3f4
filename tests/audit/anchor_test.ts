import { deepEqual, equal, match, rejects } from "node:assert/strict";
import {
  anchorAtWitness,
  anchorBy,
  type WitnessReply,
} from "../../audit/anchor.ts";
import {
  parseCheckpoint,
  type SignedCheckpoint,
} from "../../audit/checkpoint.ts";
import { cosignedAt } from "../../audit/cosignature.ts";
import type { Signer } from "../../audit/note.ts";
import { openLedger } from "../../audit/open_ledger.ts";
import { parseVkey } from "../../audit/vkey.ts";
import { witness } from "../../audit/witness.ts";
import { options, redaction } from "../support/audit_log.ts";
import { utf8 } from "../support/byte_stream.ts";
import { MemoryDisk } from "../support/memory_disk.ts";
import { testSigner } from "../support/sample_log.ts";

const DIR = "/home/audit";
const NOW_MS = 1_700_000_000_000;

function aSigner(byte: number): Signer {
  return testSigner(byte, {
    name: `witness.example/${byte}`,
    kind: "cosignature",
  });
}

/** A log in memory, and a witness that knows it. */
async function world(signer = aSigner(9)) {
  const disk = new MemoryDisk();
  const ledger = await openLedger(options(disk));
  const latest = new Map<string, SignedCheckpoint>();
  const asked: string[] = [];
  const post = (body: string): Promise<WitnessReply> => {
    asked.push(body);
    const logs = [parseVkey(ledger.vkey)!];
    const answer = witness(body, { logs, latest, signer }, NOW_MS);
    if (answer.latest) latest.set(answer.latest.origin, answer.latest);
    return Promise.resolve(answer);
  };
  const anchor = (
    change: Partial<{ post: typeof post; witness: Signer["vkey"] }> = {},
  ) =>
    anchorAtWitness({ dir: DIR, disk }, {
      witness: signer.vkey,
      post,
      ...change,
    });
  const kept = (size: number) =>
    parseCheckpoint(
      new TextDecoder().decode(disk.bytes(`${DIR}/anchors/${size}.note`)),
    )!;
  const grow = async (count: number) => {
    for (let i = 0; i < count; i++) await ledger.append(redaction());
  };
  return { disk, ledger, latest, asked, post, anchor, kept, grow };
}

Deno.test("a cosigned head is kept beside the log, and said what to record", async () => {
  const { anchor, kept, ledger } = await world();
  const { size } = ledger;
  const entry = await anchor();
  equal(entry.size, size);
  equal(entry.kind, "witness");
  equal(entry.name, "witness.example/9");
  match(entry.sha256, /^[0-9a-f]{64}$/);
  equal(cosignedAt(kept(size).note, aSigner(9).vkey), 1_700_000_000);
  await ledger.append(entry);
  equal(ledger.failure, undefined);
});

Deno.test("the next time the proof goes on from the last", async () => {
  const { anchor, asked, ledger, grow } = await world();
  await anchor();
  const old = ledger.size;
  await grow(7);
  await anchor();
  equal(asked.length, 2);
  match(asked[1]!, new RegExp(`^old ${old}\n`));
});

Deno.test("a witness that knows more than we remember is asked again with its size", async () => {
  const { anchor, asked, disk, ledger, grow } = await world();
  await anchor();
  const old = ledger.size;
  disk.remove(`${DIR}/anchors`);
  await grow(7);
  equal((await anchor()).size, ledger.size);
  match(asked[1]!, /^old 0\n/);
  match(asked[2]!, new RegExp(`^old ${old}\n`));
});

Deno.test("two witnesses stand under one note", async () => {
  const { anchor, kept, ledger, latest } = await world();
  const { size } = ledger;
  await anchor();
  latest.clear();
  const other = aSigner(10);
  const post = (body: string) =>
    Promise.resolve(
      witness(body, {
        logs: [parseVkey(ledger.vkey)!],
        latest,
        signer: other,
      }, NOW_MS),
    );
  await anchor({ witness: other.vkey, post });
  const { note } = kept(size);
  equal(note.signatures.length, 3);
  for (const { vkey } of [aSigner(9), other]) {
    equal(cosignedAt(note, vkey), 1_700_000_000);
  }
});

Deno.test("what a witness refuses, or signs wrongly, is not kept", async () => {
  const { anchor, disk, ledger } = await world();
  const answers = (reply: Partial<WitnessReply>) => () =>
    Promise.resolve({ status: 200, type: "text/plain", body: "", ...reply });
  const size = { type: "text/x.tlog.size", status: 409 };
  for (
    const [reply, message] of [
      [{ status: 403, body: "no\x1b[31m\nmore" }, /answered 403: no\?\[31m$/],
      [{ status: 500 }, /answered 500/],
      [{}, /does not verify/],
      [{ body: "— witness.example/9 AAAA\n" }, /does not verify/],
      [{ body: "x" }, /does not verify/],
      [{ ...size, body: `${ledger.size + 1}\n` }, /seen more of this log/],
      [{ ...size, body: "many\n" }, /seen more of this log/],
      [{ ...size, body: "0\n" }, /answered 409/],
    ] as const
  ) {
    await rejects(anchor({ post: answers(reply) }), {
      code: "anchor",
      message,
    });
  }
  equal(disk.list(`${DIR}/anchors`).length, 0);
});

Deno.test("a log that was pruned cannot prove what came before", async () => {
  const { anchor, ledger, grow, disk } = await world();
  await anchor();
  await grow(3);
  ledger.rotateChain();
  await grow(1);
  ledger.prune(ledger.size);
  await rejects(anchor(), /Cannot prove to the witness/);
  equal(disk.list(`${DIR}/anchors`).length, 1);
});

Deno.test("a note can be given to anything, and what it answers is recorded", async () => {
  const { disk, ledger, kept } = await world();
  const { size, head } = ledger;
  const given: string[] = [];
  const take = (answer: Uint8Array) => (note: string) => {
    given.push(note);
    return Promise.resolve({ name: "command mail", answer });
  };
  const silent = await anchorBy({ dir: DIR, disk }, take(utf8("")));
  const loud = await anchorBy({ dir: DIR, disk }, take(utf8("sent")));
  deepEqual(given, [head, head]);
  equal(silent.kind, "command");
  equal(silent.sha256 === loud.sha256, false);
  equal(kept(size).size, size);
});

Deno.test("a granted time stamp is kept beside the note", async () => {
  const { disk, ledger } = await world();
  const stamp = Uint8Array.of(
    ...[0x30, 0x81, 0x90, 0x30, 0x03, 0x02, 0x01, 0x00],
    ...new Uint8Array(200),
  );
  const stamped = (answer: Uint8Array) =>
    anchorBy(
      { dir: DIR, disk },
      () => Promise.resolve({ name: "command tsa", answer }),
    );
  equal((await stamped(stamp)).kind, "rfc3161");
  deepEqual(
    new Uint8Array(disk.bytes(`${DIR}/anchors/${ledger.size}.tsr`)),
    stamp,
  );
  const rejected = stamp.with(7, 2);
  equal((await stamped(rejected)).kind, "command");
});

Deno.test("a log without a signed head cannot be anchored", async () => {
  const { disk } = await world();
  disk.remove(`${DIR}/head.0`);
  disk.remove(`${DIR}/head.1`);
  const take = () => Promise.resolve({ name: "x", answer: utf8("") });
  await rejects(anchorBy({ dir: DIR, disk }, take), { code: "not_found" });
});
