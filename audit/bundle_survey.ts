import type { BundleSource } from "./bundle_source.ts";
import type { Hash, LogRecord } from "./entry.ts";
import { linesOf } from "./lines_of.ts";
import { leafHash } from "./tree.ts";
import { TreeLevels } from "./tree_levels.ts";

/** What must be known of the records before a bundle can be begun. */
export interface LogSurvey {
  /** For the proofs of all its records. */
  readonly tree: TreeLevels;
  /** Sequence numbers of the records that get receipts. */
  readonly redactions: readonly number[];
  readonly sessions: readonly number[];
  /** Digests of the policies that records name. */
  readonly policies: ReadonlySet<Hash>;
  /** Time of the newest record. */
  readonly newest: string;
  /** The note of the first checkpoint record, if there is one. */
  readonly firstNote: string | undefined;
}

const UTF8 = new TextDecoder();

/** Reads the records once, keeping 64 bytes and a few numbers of each. */
export async function surveyLog(
  { from, to, log, before }: BundleSource,
): Promise<LogSurvey> {
  const leaves = new Uint8Array((to - from) * 32);
  const redactions: number[] = [];
  const sessions: number[] = [];
  const policies = new Set<Hash>();
  let newest = "";
  let firstNote: string | undefined;
  let seq = from;
  for await (const line of linesOf(log())) {
    leaves.set(leafHash(line), (seq - from) * 32);
    const record: LogRecord = JSON.parse(UTF8.decode(line));
    if (record.type === "redaction") redactions.push(seq);
    if (record.type === "session") sessions.push(seq);
    if (record.type === "checkpoint") firstNote ??= record.note;
    for (const policy of policiesOf(record)) policies.add(policy);
    newest = record.ts;
    seq += 1;
  }
  const tree = new TreeLevels(leaves, before?.frontier);
  return { tree, redactions, sessions, policies, newest, firstNote };
}

/** What a log names that no policy was ever in force for. */
const NONE: Hash = "0".repeat(64);

/** Digests of the policies that a record names. */
export function policiesOf(record: LogRecord): readonly Hash[] {
  return named(record).filter((policy) => policy !== NONE);
}

function named(record: LogRecord): readonly Hash[] {
  switch (record.type) {
    case "start":
    case "redaction":
    case "restoration":
      return [record.policy];
    case "policy":
      return [record.old, record.new];
    case "genesis":
    case "stop":
    case "block":
    case "killswitch":
    case "session":
    case "checkpoint":
    case "key":
    case "anchor":
    case "seal":
    case "recovery":
    case "gap":
    case "export":
      return [];
  }
}
