import { throws } from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { verifyCheckpoint } from "@sigstore/verify/dist/timestamp/checkpoint.js";
import { verifyMerkleInclusion } from "@sigstore/verify/dist/timestamp/merkle.js";
import { fromHex } from "../../audit/bytes.ts";
import { parseCheckpoint } from "../../audit/checkpoint.ts";
import { concat } from "../../audit/bytes.ts";
import { leafHash } from "../../audit/tree.ts";
import { TreeLevels } from "../../audit/tree_levels.ts";
import { utf8 } from "../support/byte_stream.ts";
import {
  type SampleLog,
  sampleLog,
  testSigner,
} from "../support/sample_log.ts";

/** What Sigstore calls a log entry, made from a record of ours and its proof. */
function entryOf(log: SampleLog, seq: number) {
  const leaves = log.lines.map((line) => leafHash(utf8(line)));
  const levels = new TreeLevels(concat(...leaves));
  const { size, root } = parseCheckpoint(log.head())!;
  return {
    canonicalizedBody: Buffer.from(utf8(log.lines[seq]!)),
    integratedTime: String(Date.UTC(2026, 8, 1) / 1_000),
    inclusionProof: {
      logIndex: String(seq),
      treeSize: String(size),
      rootHash: Buffer.from(root),
      hashes: levels.proof(seq).map((hash) => Buffer.from(hash)),
      checkpoint: { envelope: log.head() },
    },
  };
}

const SIGNER = testSigner(7);
const TRUSTED = [{
  logID: Buffer.from(fromHex(SIGNER.vkey.keyId)!),
  publicKey: createPublicKey(SIGNER.publicPem),
  validFor: { start: new Date(0), end: new Date(8.64e15) },
}];

// Their types are of their own protocol buffers; only these fields are read.
const inclusion = verifyMerkleInclusion as (entry: unknown) => void;
const checkpoint = verifyCheckpoint as (
  entry: unknown,
  trusted: unknown,
) => void;

Deno.test("Sigstore's verifier accepts our inclusion proofs", () => {
  const log = sampleLog();
  for (let seq = 0; seq < log.size; seq++) inclusion(entryOf(log, seq));
});

Deno.test("Sigstore's verifier accepts our checkpoints", () => {
  checkpoint(entryOf(sampleLog(), 2), TRUSTED);
});

Deno.test("Sigstore's verifier refuses another record, place, root or key", () => {
  const log = sampleLog();
  const entry = entryOf(log, 2);
  const { inclusionProof } = entry;
  const with_ = (change: object) => ({
    ...entry,
    inclusionProof: { ...inclusionProof, ...change },
  });
  throws(() => inclusion({ ...entry, canonicalizedBody: Buffer.from("{}") }));
  throws(() => inclusion(with_({ logIndex: "3" })));
  throws(() => inclusion(with_({ hashes: inclusionProof.hashes.slice(1) })));
  throws(() => checkpoint(with_({ rootHash: Buffer.alloc(32) }), TRUSTED));
  const envelope = log.head().replace("\n11\n", "\n12\n");
  throws(() => checkpoint(with_({ checkpoint: { envelope } }), TRUSTED));
  const stranger = [{
    ...TRUSTED[0]!,
    publicKey: createPublicKey(testSigner(8).publicPem),
  }];
  throws(() => checkpoint(entry, stranger));
});
