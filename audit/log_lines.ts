import type { Disk } from "./disk.ts";
import { LineSplitter } from "./line_splitter.ts";
import type { Segment } from "./log_folder.ts";
import { readFully } from "./whole_file.ts";

/** A place between two lines of a log. */
export interface LogPlace {
  /** First sequence number of the segment it is in. */
  readonly segment: number;
  /** In bytes from the start of that segment. */
  readonly offset: number;
}

/** A line, without its line feed, and where the next one begins. */
export interface PlacedLine {
  readonly bytes: Uint8Array;
  readonly next: LogPlace;
}

const CHUNK_BYTES = 1 << 20;

/**
 * The lines of a log from a place on, in order.
 *
 * Ends at the first one that is too long or has no end.
 */
export function* readLines(
  disk: Disk,
  segments: readonly Segment[],
  from: LogPlace = { segment: segments[0]?.first ?? 0, offset: 0 },
): Generator<PlacedLine, void> {
  for (const segment of segments) {
    if (segment.first < from.segment) continue;
    const start = segment.first === from.segment ? from.offset : 0;
    const isWhole = yield* linesOf(disk, segment, start);
    if (!isWhole) return;
  }
}

function* linesOf(
  disk: Disk,
  { path, first: segment }: Segment,
  start: number,
): Generator<PlacedLine, boolean> {
  const lines = new LineSplitter();
  const file = disk.open(path, "read");
  try {
    for (let at = start;;) {
      const chunk = readFully(file, new Uint8Array(CHUNK_BYTES), at);
      if (chunk.length === 0) return lines.pending === 0;
      at += chunk.length;
      const found: PlacedLine[] = [];
      const answer = lines.push(chunk, (bytes) => {
        const offset = start + lines.offset + bytes.length + 1;
        found.push({ bytes, next: { segment, offset } });
        return true;
      });
      yield* found;
      if (answer === "long") return false;
    }
  } finally {
    file.close();
  }
}
