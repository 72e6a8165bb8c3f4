import { deepEqual, equal, rejects, throws } from "node:assert/strict";
import { parseCheckpoint, parseTlogPolicy } from "../../../audit/mod.ts";
import { attestation } from "../../../cli/evidence/attest.ts";
import {
  beginning,
  evidenceFile,
} from "../../../cli/evidence/evidence_file.ts";
import {
  parseAge,
  readPolicy,
  readSeen,
  tooOld,
  witnessedUpTo,
} from "../../../cli/evidence/held_against.ts";
import { sampleLog } from "../../support/sample_log.ts";
import { fakeIo } from "../fake_io.ts";

const NOTE = sampleLog().head();

Deno.test("lengths of time are numbers with a unit", () => {
  equal(parseAge("90s"), 90_000);
  equal(parseAge("15m"), 900_000);
  equal(parseAge("24h"), 86_400_000);
  equal(parseAge("7d"), 604_800_000);
  for (const text of ["", "7", "d", "-1d", "1.5h", "1w", "1 d"]) {
    throws(() => parseAge(text), { code: "usage" });
  }
});

Deno.test("what is older than asked falls short, what is as old does not", () => {
  const until = "2026-09-01T12:00:00.000Z";
  const nowMs = Date.parse(until) + 3_600_000;
  deepEqual(tooOld(until, { maxAge: undefined, nowMs }), []);
  deepEqual(tooOld(until, { maxAge: "1h", nowMs }), []);
  equal(tooOld(until, { maxAge: "1h", nowMs: nowMs + 1 })[0]?.code, "stale");
});

Deno.test("what was seen before is read from files, and must be something", async () => {
  const io = fakeIo({ note: NOTE, text: "hello\n" });
  deepEqual((await readSeen(["note"], io)).map(({ size }) => size), [11]);
  await rejects(readSeen(["text"], io), { code: "unreadable" });
  await rejects(readSeen(["none"], io), { code: "unreadable" });
  deepEqual(await readSeen([], io), []);
});

Deno.test("a policy is read from a file, and its faults are named by line", async () => {
  const io = fakeIo({ good: "quorum none\n", bad: "# one\nquorum X\n" });
  equal((await readPolicy("good", io))?.quorum, "none");
  equal(await readPolicy(undefined, io), undefined);
  await rejects(readPolicy("bad", io), /bad, line 2: nothing is named X/);
});

Deno.test("the largest size that a policy is met for is told", () => {
  const { policy } = parseTlogPolicy("quorum none\n");
  equal(witnessedUpTo([parseCheckpoint(NOTE)!], policy!), 11);
  equal(witnessedUpTo([], policy!), 0);
});

Deno.test("only regular files are opened, and no more of them than needed", async () => {
  const io = fakeIo({ file: "0123456789", "folder/x": "" });
  const text = async (max: number) =>
    new TextDecoder().decode(await beginning("file", { io, max }));
  equal(await text(4), "01234");
  equal(await text(100), "0123456789");
  await rejects(
    evidenceFile("folder", io),
    /Cannot read as a file of evidence/,
  );
});

Deno.test("an attestation is an in-toto statement about one file", () => {
  const statement = attestation({
    name: "b.tar.gz",
    sha256: "00",
    nowMs: 0,
    shortfalls: ["quorum"],
    property: "WATERWALL_EVIDENCE",
  });
  const { predicate, ...rest } = JSON.parse(JSON.stringify(statement));
  deepEqual(rest, {
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "b.tar.gz", digest: { sha256: "00" } }],
    predicateType: "https://in-toto.io/attestation/svr/v0.2",
  });
  equal(predicate.timeCreated, "1970-01-01T00:00:00.000Z");
  deepEqual(predicate.properties, [
    "WATERWALL_EVIDENCE_SIGNED_AND_UNALTERED",
    "WATERWALL_EVIDENCE_WEAKER_QUORUM",
  ]);
});
