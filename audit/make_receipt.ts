import { isSame } from "./bytes.ts";
import { parseCheckpoint, type SignedCheckpoint } from "./checkpoint.ts";
import { type Disk, realDisk } from "./disk.ts";
import type { LogRecord } from "./entry.ts";
import { EvidenceError } from "./errors.ts";
import { readAnchors } from "./find_head.ts";
import { formatNote } from "./note.ts";
import { readLog } from "./read_log.ts";
import type { Receipt } from "./receipt.ts";
import { leafHash, type Tree } from "./tree.ts";
import { treeBefore } from "./tree_before.ts";
import { TreePath } from "./tree_path.ts";

/** What {@link makeReceipt} is given. */
export interface ReceiptOptions {
  /** Folder of the log, which may be in use. */
  readonly dir: string;
  readonly seq: number;
  /** Size of the checkpoint that is to cover it. @default the newest */
  readonly at?: number;
  readonly disk?: Disk;
}

/**
 * Makes the receipt of a record from a log on disk, in one pass.
 *
 * An anchored note of the same size is taken before the log's own, so that the
 * receipt carries the cosignatures of witnesses.
 *
 * @throws {EvidenceError} `not_found` if there is no such record or
 * checkpoint; `refuted` if the log is not the one that was signed.
 * @throws {LogError} {@link readLog}
 */
export function makeReceipt(options: ReceiptOptions): Receipt {
  const { dir, seq, disk = realDisk } = options;
  const log = readLog(dir, disk);
  const at = options.at ?? log.heads[0]?.size ?? 0;
  const beside = [...readAnchors(disk, dir), ...log.heads]
    .find(({ size }) => size === at);
  const pass = new ReceiptPass({ seq, at });
  for (const { bytes } of log.lines()) if (!pass.push(bytes)) break;
  return pass.receipt(beside);
}

/** Follows the tree to a record, and then the proof of it to a checkpoint. */
class ReceiptPass {
  readonly #seq: number;
  readonly #at: number;
  #tree: Tree | undefined;
  #path: TreePath | undefined;
  #line: Uint8Array | undefined;
  #inside: SignedCheckpoint | undefined;

  constructor({ seq, at }: { readonly seq: number; readonly at: number }) {
    this.#seq = seq;
    this.#at = at;
  }

  /** Takes the next line; answers whether another one is needed. */
  push(line: Uint8Array): boolean {
    const tree = this.#tree ??= treeBefore(recordIn(line));
    if (tree.size === this.#at) {
      this.#inside = noteIn(line);
      return false;
    }
    if (tree.size === this.#seq) {
      this.#path = TreePath.toNext(tree);
      this.#line = line.slice();
    }
    const leaf = leafHash(line);
    tree.push(leaf);
    this.#path?.push(leaf);
    return true;
  }

  receipt(beside: SignedCheckpoint | undefined): Receipt {
    const checkpoint = beside ?? this.#inside;
    const tree = this.#tree;
    if (!this.#line || !this.#path) throw noRecord(this.#seq);
    if (!checkpoint || tree?.size !== this.#at) throw noCheckpoint(this.#at);
    if (!isSame(checkpoint.root, tree.root())) {
      throw new EvidenceError(
        "refuted",
        `Cannot make a receipt as the first ${this.#at} records are not the ` +
          "ones that were signed",
        { hint: "Run `waterwall verify-chain`" },
      );
    }
    return {
      record: new TextDecoder().decode(this.#line),
      proof: this.#path.proof(),
      checkpoint: formatNote(checkpoint.note),
    };
  }
}

function noteIn(line: Uint8Array): SignedCheckpoint | undefined {
  const record = recordIn(line);
  return record.type === "checkpoint"
    ? parseCheckpoint(record.note)
    : undefined;
}

/** The record that a line of our own log holds; its tree tells if it is not ours. */
function recordIn(line: Uint8Array): LogRecord {
  return JSON.parse(new TextDecoder().decode(line));
}

function noRecord(seq: number): EvidenceError {
  return new EvidenceError(
    "not_found",
    `Cannot make a receipt as the log has no such record under that checkpoint: ${seq}`,
    { hint: "See `waterwall log`; what was pruned has only old receipts" },
  );
}

function noCheckpoint(size: number): EvidenceError {
  return new EvidenceError(
    "not_found",
    `Cannot make a receipt as nothing signed covers exactly ${size} records`,
    { hint: "Leave out --at, or give the size of a checkpoint or an anchor" },
  );
}
