import type { Disk } from "./disk.ts";

/** One file of a log's lines. */
export interface Segment {
  /** Sequence number of its first record. */
  readonly first: number;
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** The two places for the newest signed head; see head_slots.ts. */
export const HEAD_NAMES = ["head.0", "head.1"] as const;

const SEGMENT = /^log-([0-9]{20})\.jsonl$/;

/** Name of the segment that begins with this record. */
export function segmentName(first: number): string {
  return `log-${String(first).padStart(20, "0")}.jsonl`;
}

/** What every pruned log's first line begins with, and no other segment's. */
const SEAL_START = '{"frontier":[';

/**
 * The segments of a log, in order.
 *
 * Where pruning was interrupted, the segments that it meant to delete may
 * still be there: the log begins with the last one that starts with a seal.
 */
export function listSegments(disk: Disk, dir: string): readonly Segment[] {
  const segments = allSegments(disk, dir);
  const begin = segments.findLastIndex((segment) => isBoundary(disk, segment));
  return segments.slice(Math.max(0, begin));
}

/** The segments, with those that pruning no longer needs. */
export function allSegments(disk: Disk, dir: string): readonly Segment[] {
  return disk.list(dir).flatMap((name) => {
    const first = Number(SEGMENT.exec(name)?.[1] ?? NaN);
    const path = `${dir}/${name}`;
    const facts = Number.isSafeInteger(first) ? disk.facts(path) : undefined;
    return facts?.isFile ? [{ first, path, size: facts.size }] : [];
  });
}

function isBoundary(disk: Disk, { first, path, size }: Segment): boolean {
  if (first === 0 || size === 0) return false;
  const file = disk.open(path, "read");
  try {
    const start = new Uint8Array(SEAL_START.length);
    file.readAt(start, 0);
    return new TextDecoder().decode(start) === SEAL_START;
  } finally {
    file.close();
  }
}
