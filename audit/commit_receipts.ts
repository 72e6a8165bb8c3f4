import type { Commit } from "./batch.ts";
import { concat } from "./bytes.ts";
import { formatReceipt } from "./receipt.ts";
import { leafHash } from "./tree.ts";
import { TreeLevels } from "./tree_levels.ts";

/** A receipt and where it is kept, below the folder of the log. */
export interface CommitReceipt {
  /** `receipts/<seq>.json` or `sessions/<seq>.json` */
  readonly path: string;
  readonly text: string;
}

/** The receipts of what one commit made durable: redactions and manifests. */
export function commitReceipts(
  { records, before, head }: Commit,
): readonly CommitReceipt[] {
  const wanted = records.flatMap(({ entry: { type }, seq, line }) =>
    type === "redaction" || type === "session"
      ? [{ folder: FOLDER[type], seq, line }]
      : []
  );
  if (wanted.length === 0) return [];
  const leaves = concat(...records.map(({ line }) => leafHash(line)));
  const tree = new TreeLevels(leaves, before);
  return wanted.map(({ folder, seq, line }) => {
    const record = new TextDecoder().decode(line);
    const receipt = { record, proof: tree.proof(seq), checkpoint: head };
    return {
      path: `${folder}/${seq}.json`,
      text: formatReceipt(receipt, "json"),
    };
  });
}

const FOLDER = { redaction: "receipts", session: "sessions" } as const;
