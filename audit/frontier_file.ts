import { fromBase64, toBase64 } from "./bytes.ts";
import type { Hash } from "./entry.ts";

/** What a bundle says of the records before its first one. */
export interface FrontierFile {
  /** Roots of the complete subtrees over them, the largest first. */
  readonly nodes: readonly Uint8Array[];
  /** Hash of the last of them. */
  readonly prevHash: Hash;
  /** The note of the first checkpoint record in the bundle: it covers them. */
  readonly checkpoint: string;
}

/** The file `frontier`. */
export function formatFrontier(
  { nodes, prevHash, checkpoint }: FrontierFile,
): string {
  const fields = {
    frontier: nodes.map(toBase64),
    prev_hash: prevHash,
    checkpoint,
  };
  return JSON.stringify(fields, null, 1) + "\n";
}

/** Reads a text that is, to the byte, what `formatFrontier` writes; else `undefined`. */
export function parseFrontier(text: string): FrontierFile | undefined {
  try {
    const { frontier, prev_hash: prevHash, checkpoint } = JSON.parse(text);
    const nodes: unknown[] = frontier.map(fromBase64);
    const file = { nodes: nodes as Uint8Array[], prevHash, checkpoint };
    const isRight = file.nodes.every(({ length }) => length === 32) &&
      /^[0-9a-f]{64}$/.test(prevHash) && typeof checkpoint === "string" &&
      formatFrontier(file) === text;
    return isRight ? file : undefined;
  } catch {
    return undefined;
  }
}
