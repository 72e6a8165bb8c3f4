import type { LogRecord } from "./entry.ts";
import { Tree } from "./tree.ts";

/** What lies before a log's first record: nothing, or what its seal says was pruned. */
export function treeBefore(record: LogRecord): Tree {
  if (record.type !== "seal") return new Tree();
  const nodes = record.frontier.map((hash) => Uint8Array.fromHex(hash));
  return new Tree({ size: record.size, nodes });
}
