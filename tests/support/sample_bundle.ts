import type { BundleSource } from "../../audit/bundle_source.ts";
import { makeBundle } from "../../audit/bundle.ts";
import { toHex } from "../../audit/bytes.ts";
import { leafHash, Tree } from "../../audit/tree.ts";
import { inChunks, utf8, whole } from "./byte_stream.ts";
import {
  ORIGIN,
  POLICY,
  POLICY_TEXT,
  SampleLog,
  sampleLog,
  testSigner,
} from "./sample_log.ts";

/** What a bundle of records `from` to the end of a log is made of. */
export function sampleSource(
  log: SampleLog = sampleLog(),
  { from = 0, ...rest }: Partial<BundleSource> = {},
): BundleSource {
  const lines = log.lines.slice(from).map((line) => line + "\n").join("");
  return {
    origin: ORIGIN,
    from,
    to: log.size,
    checkpoint: log.head(),
    log: () => inChunks(utf8(lines), 700),
    attachments: [{
      path: `policy/${POLICY}.json`,
      bytes: utf8(POLICY_TEXT),
    }],
    receipts: true,
    signer: testSigner(7),
    ...(from > 0 ? { before: beforeOf(log, from) } : {}),
    ...rest,
  };
}

export async function sampleBundle(
  source: BundleSource = sampleSource(),
): Promise<Uint8Array<ArrayBuffer>> {
  return await whole((await makeBundle(source)).chunks);
}

function beforeOf(log: SampleLog, from: number) {
  const tree = new Tree();
  const leaves = log.lines.slice(0, from).map((line) => leafHash(utf8(line)));
  leaves.forEach((leaf) => tree.push(leaf));
  const frontier = { size: tree.size, nodes: tree.nodes };
  return { frontier, prev: toHex(leaves.at(-1)!) };
}
