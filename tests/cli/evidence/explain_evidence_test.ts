import { deepEqual, equal, match } from "node:assert/strict";
import type { BundleHolds, ReceiptHolds } from "../../../audit/mod.ts";
import { parseCheckpoint, verifyBundle } from "../../../audit/mod.ts";
import {
  type Asked,
  explainBundle,
  explainReceipt,
  explainRefuted,
} from "../../../cli/evidence/explain_evidence.ts";
import { inChunks } from "../../support/byte_stream.ts";
import { sampleBundle, sampleSource } from "../../support/sample_bundle.ts";
import { ORIGIN, sampleLog, testSigner } from "../../support/sample_log.ts";

const ASKED: Asked = { shortfalls: [], pinsOrigin: true, witnessed: undefined };
const LOG = sampleLog();

async function bundle(from = 0): Promise<BundleHolds> {
  const pinned = { publicKey: testSigner(7).vkey.publicKey, origin: ORIGIN };
  const bytes = await sampleBundle(sampleSource(LOG, { from }));
  const verdict = await verifyBundle(inChunks(bytes), { pinned });
  if (!verdict.ok) throw new Error(verdict.explanation);
  return verdict;
}

const receipt = (seq: number): ReceiptHolds => ({
  ok: true,
  record: JSON.parse(LOG.lines[seq]!),
  checkpoint: parseCheckpoint(LOG.head())!,
});

Deno.test("a refusal is a line for programs, and says what it does not prove", () => {
  const { status, line, proves, provesNot } = explainRefuted({
    ok: false,
    code: "prev-hash",
    seq: 7,
    offset: 99,
    explanation: "they do not belong together",
  });
  equal(status, 1);
  equal(line, "FAIL code=prev-hash seq=7 offset=99");
  deepEqual(proves, [
    "this evidence cannot stand: they do not belong together",
  ]);
  equal(provesNot.length, 2);
});

Deno.test("a place that is not known is left out", () => {
  const refuted = { ok: false, code: "note", explanation: "" } as const;
  equal(explainRefuted(refuted).line, "FAIL code=note");
});

Deno.test("a receipt that holds says what it is of, and nothing of others", () => {
  const { status, line, proves, provesNot } = explainReceipt(receipt(4), ASKED);
  equal(status, 0);
  equal(
    line,
    `OK seq=4 type=redaction ts=2026-09-01T12:00:00.685Z size=11 origin=${ORIGIN}`,
  );
  match(proves[0]!, /1 withheld from api\.anthropic\.com \(AWS_ACCESS_KEY\)$/);
  equal(provesNot.some((gap) => gap.includes("other records")), true);
});

Deno.test("every type of record has its words in a receipt", () => {
  for (let seq = 0; seq < LOG.size; seq++) {
    const { proves } = explainReceipt(receipt(seq), ASKED);
    equal(/undefined|NaN/.test(proves.join()), false);
  }
  match(
    explainReceipt(receipt(7), ASKED).proves[0]!,
    /session s-1: 2 withheld, 1 restored, 0 refused$/,
  );
});

Deno.test("a bundle that holds says what was counted and what is missing", async () => {
  const { status, line, proves } = explainBundle(await bundle(), ASKED);
  equal(status, 0);
  match(
    line,
    /^OK records=11 from=0 size=11 receipts=3 sessions=2 root=[0-9a-f]{64} origin=/,
  );
  match(proves[0]!, /^records 0 to 10 are whole/);
  match(proves.join("\n"), /the text of 1 of the 1 policies/);
});

Deno.test("a part of a log says that it is one", async () => {
  const { provesNot } = explainBundle(await bundle(5), ASKED);
  match(provesNot.join("\n"), /records before the first one/);
  match(provesNot.join("\n"), /figures of 2 sessions that began before/);
});

Deno.test("less than was asked for is status 3, and stands in the first line", () => {
  const shortfalls = [
    { code: "quorum", explanation: "no witness" },
    { code: "stale", explanation: "too old" },
  ] as const;
  const { status, line, provesNot } = explainReceipt(receipt(4), {
    ...ASKED,
    shortfalls,
  });
  equal(status, 3);
  match(line, /^OK weaker=quorum weaker=stale seq=4 /);
  deepEqual(provesNot.slice(0, 2), ["no witness", "too old"]);
});

Deno.test("a key without an origin, and witnesses, are spoken of", () => {
  const { proves, provesNot } = explainReceipt(receipt(4), {
    shortfalls: [],
    pinsOrigin: false,
    witnessed: 11,
  });
  match(provesNot[0]!, /not pinned/);
  match(proves.at(-1)!, /saw its first 11 records/);
});
