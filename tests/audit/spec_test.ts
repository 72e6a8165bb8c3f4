import { deepEqual, equal, ok } from "node:assert/strict";
import { createHash } from "node:crypto";
import spec from "../../audit/SPEC.md" with { type: "text" };
import {
  canonical,
  EXPLANATION,
  isRecord,
  leafHash,
  parseCanonical,
  parseCheckpoint,
  parsePublicKey,
  provesInclusion,
  SessionCounts,
  Tree,
} from "../../audit/mod.ts";
import { formatReceipt, parseReceipt } from "../../audit/receipt.ts";
import { parseManifest } from "../../audit/bundle_manifest.ts";
import { toHex } from "../../audit/bytes.ts";
import { parseFrontier } from "../../audit/frontier_file.ts";
import { SCHEMA } from "../../audit/schema.ts";
import { encode, inShort, verify } from "../support/audit_log.ts";

/** The code blocks of the page that bear a label. */
function examples(label: string): readonly string[] {
  return spec.split(`\`\`\`text ${label}\n`).slice(1)
    .map((rest) => rest.slice(0, rest.indexOf("```")));
}

function example(label: string): string {
  const [text, ...others] = examples(label);
  equal(others.length, 0);
  return text!;
}

const lines = example("log").trimEnd().split("\n").map(encode);
const heads = [parseCheckpoint(example("head"))!];
const keys = example("vkey").trimEnd().split("\n");

for (const vkey of keys) {
  Deno.test(`SPEC.md: its log is verified by ${vkey}`, () => {
    const pinned = parsePublicKey(vkey);
    equal(inShort(verify(lines, { pinned, heads })), "ok");
  });
}

Deno.test("SPEC.md: its log has every record of a healthy one", () => {
  const pinned = parsePublicKey(keys[0]!);
  const verdict = verify(lines, { pinned, heads });
  ok(verdict.ok);
  const missing = Object.keys(SCHEMA)
    .filter((type) => !(type in verdict.log.types));
  deepEqual(missing, ["recovery", "gap"]);
});

for (const line of examples("record").map((text) => text.trimEnd())) {
  const { value } = parseCanonical(encode(line));
  const { type } = value as { type: string };
  Deno.test(`SPEC.md: its ${type} is a record in its one form`, () => {
    ok(isRecord(value!));
    equal(canonical(value!), line);
  });
}

Deno.test("SPEC.md: its hash is that of record 0", () => {
  const hash = leafHash(lines[0]!).toHex();
  equal(example("leaf").trimEnd().split("\n").at(-1), hash);
  const { prev_hash } = JSON.parse(new TextDecoder().decode(lines[1]));
  equal(prev_hash, hash);
});

Deno.test("SPEC.md: its checkpoint stands in the log", () => {
  const text = example("checkpoint");
  const { size } = parseCheckpoint(text)!;
  const { note } = JSON.parse(new TextDecoder().decode(lines[size]));
  equal(note, text);
});

Deno.test("SPEC.md: its receipt is proved, and is the same in both forms", () => {
  const receipt = parseReceipt(example("receipt"))!;
  equal(formatReceipt(receipt, "json"), example("receipt"));
  equal(formatReceipt(receipt, "tlog-proof"), example("tlog-proof"));
  const { size, root } = parseCheckpoint(receipt.checkpoint)!;
  const { seq: index } = JSON.parse(receipt.record);
  const leaf = leafHash(encode(receipt.record));
  ok(provesInclusion({ index, size, leaf, proof: receipt.proof, root }));
});

Deno.test("SPEC.md: its manifest is one", () => {
  const manifest = parseManifest(example("manifest"))!;
  equal(manifest.origin, heads[0]!.origin);
  deepEqual([manifest.from, manifest.to], [0, lines.length]);
  const contents = [example("head"), example("log")].map(encode);
  deepEqual(
    manifest.files.map(({ size, sha256 }) => ({ size, sha256 })),
    contents.map((bytes) => ({
      size: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    })),
  );
});

Deno.test("SPEC.md: its table has every type of record and every field", () => {
  for (const [type, fields] of Object.entries(SCHEMA)) {
    const row = new RegExp(`^\\| \`${type}\` .*$`, "m").exec(spec)?.[0];
    ok(row, type);
    for (const field of Object.keys(fields)) {
      ok(row.includes(`\`${field}\``), `${type}.${field}`);
    }
  }
});

Deno.test("SPEC.md: its table has every code of a verdict on a log", () => {
  for (const code of Object.keys(EXPLANATION)) {
    ok(new RegExp(`^\\| \`${code}\` `, "m").test(spec), code);
  }
});

const parsed = (line: Uint8Array) => JSON.parse(new TextDecoder().decode(line));

Deno.test("SPEC.md: its frontier is the one before record 11", () => {
  const file = parseFrontier(example("frontier"))!;
  const tree = new Tree();
  const leaves = lines.slice(0, 11).map(leafHash);
  leaves.forEach((leaf) => tree.push(leaf));
  deepEqual(file.nodes.map(toHex), tree.nodes.map(toHex));
  equal(file.prevHash, toHex(leaves.at(-1)!));
  equal(file.checkpoint, parsed(lines[11]!).note);
});

Deno.test("SPEC.md: the figures of its session are those of its records", () => {
  const counts = new SessionCounts();
  for (const line of lines.slice(0, 10)) {
    const record = parsed(line);
    counts.add(record.seq, record);
  }
  const { controls: _, catalogue: __, ...counted } = counts.manifest(
    "0191f0c2",
  )!;
  const written = parsed(lines[10]!);
  for (const [field, value] of Object.entries(counted)) {
    deepEqual(written[field], value, field);
  }
});

Deno.test("SPEC.md: its table has every code of a verdict on evidence", () => {
  for (
    const code of [
      "receipt-record",
      "receipt-proof",
      "bundle-gzip",
      "bundle-tar",
      "bundle-extra",
      "bundle-missing",
      "bundle-digest",
      "bundle-count",
      "stale",
      "quorum",
    ]
  ) ok(new RegExp(`^\\| \`${code}\` `, "m").test(spec), code);
});
