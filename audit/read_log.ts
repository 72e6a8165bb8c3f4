import { type Disk, type FileFacts, realDisk } from "./disk.ts";
import { LogError } from "./errors.ts";
import { isSignedBy, type SignedCheckpoint } from "./checkpoint.ts";
import { type Handover, parseHandover, successorOf } from "./handover.ts";
import { readHeads } from "./head_slots.ts";
import { listSegments, type Segment } from "./log_folder.ts";
import { type PlacedLine, readLines } from "./log_lines.ts";
import { VKEY_NAME } from "./new_log.ts";
import type { PinnedKey } from "./public_key.ts";
import { KEYS } from "./rotate_key.ts";
import { parseVkey, type Vkey } from "./vkey.ts";
import { readFully, readSmall } from "./whole_file.ts";

/** A log to read, whether or not someone is writing it. */
export interface LogFiles {
  readonly path: string;
  /** One, if the path was a file. */
  readonly segments: readonly Segment[];
  /** What stands in the slots, the largest first; of a file, nothing. */
  readonly heads: readonly SignedCheckpoint[];
  /** The key that the folder names as its own. */
  readonly vkey: Vkey | undefined;
  /** The key that stands for a pinned one, if that one's time is pruned. */
  readonly successorOf: (pinned: PinnedKey) => PinnedKey;
  /** The lines, as far as they are there now. */
  readonly lines: () => Generator<PlacedLine>;
}

const MAX_VKEY_BYTES = 1024;

/**
 * Looks at a folder or a single file of records. Reads no record yet.
 *
 * @throws {LogError} `unreadable`: missing, a loop of links, a device or a
 * pipe; `not_a_log`: a folder without records.
 */
export function readLog(path: string, disk: Disk = realDisk): LogFiles {
  const facts = factsOf(disk, path);
  if (facts.isFile) {
    return files(disk, path, [{ first: 0, path, size: facts.size }]);
  }
  const segments = listSegments(disk, path);
  if (segments.length > 0) return files(disk, path, segments);
  throw new LogError(
    "not_a_log",
    `Cannot read the folder as an audit log as it has no records: ${path}`,
    { hint: "Give the folder that holds log-….jsonl, or such a file" },
  );
}

function files(
  disk: Disk,
  path: string,
  segments: readonly Segment[],
): LogFiles {
  const bytes = readSmall(disk, `${path}/${VKEY_NAME}`, MAX_VKEY_BYTES);
  const vkey = bytes && parseVkey(new TextDecoder().decode(bytes).trim());
  return {
    path,
    segments,
    heads: currentHeads(disk, path, vkey ? [vkey.publicKey] : []),
    vkey,
    successorOf: (pinned) =>
      successorOf(pinned, prunedHandovers(disk, path, segments)),
    lines: () => readLines(disk, segments),
  };
}

const MAX_PROOF_BYTES = 65_536;

/** The proofs of rotations whose `key` records are no longer there. */
function prunedHandovers(
  disk: Disk,
  dir: string,
  segments: readonly Segment[],
): readonly Handover[] {
  const folder = `${dir}/${KEYS}`;
  return disk.list(folder).flatMap((name) => {
    if (!(parseInt(name) < segments[0]!.first)) return [];
    const bytes = readSmall(disk, `${folder}/${name}`, MAX_PROOF_BYTES);
    return bytes ? parseHandover(new TextDecoder().decode(bytes)) ?? [] : [];
  });
}

/**
 * The heads in a folder's slots, the largest first.
 *
 * If some are signed by one of the keys, the others are torn and left out.
 */
export function currentHeads(
  disk: Disk,
  dir: string,
  publicKeys: readonly Uint8Array[],
): readonly SignedCheckpoint[] {
  const all = [...readHeads(disk, dir)].sort((a, b) => b.size - a.size);
  const signed = all.filter((head) =>
    publicKeys.some((key) => isSignedBy(head, key))
  );
  return signed.length > 0 ? signed : all;
}

/** @throws {LogError} `unreadable` unless it is a regular file or a folder. */
function factsOf(disk: Disk, path: string): FileFacts {
  try {
    const facts = disk.facts(path, { follow: true });
    if (facts && (facts.isFile || facts.isFolder)) return facts;
  } catch {
    // The reason does not matter to whoever gave the path.
  }
  throw new LogError(
    "unreadable",
    `Cannot read the audit log as it is no file and no folder: ${path}`,
    { hint: "Check the path, and that you may read it" },
  );
}

const CHUNK_BYTES = 1 << 20;

/**
 * The bytes of several files, one after the other, from an offset on.
 *
 * Each piece is on loan until the next one is asked for.
 */
export function* readBytes(
  disk: Disk,
  segments: readonly Segment[],
  offset: number,
): Generator<Uint8Array> {
  let start = 0;
  for (const { path, size } of segments) {
    const end = start + size;
    if (offset < end) {
      yield* bytesOf(disk, path, Math.max(0, offset - start), size);
    }
    start = end;
  }
}

function* bytesOf(
  disk: Disk,
  path: string,
  ...[from, to]: readonly [from: number, to: number]
): Generator<Uint8Array> {
  const file = disk.open(path, "read");
  try {
    const buffer = new Uint8Array(Math.min(CHUNK_BYTES, to - from));
    for (let at = from; at < to;) {
      const chunk = readFully(file, buffer.subarray(0, to - at), at);
      if (chunk.length === 0) return;
      at += chunk.length;
      yield chunk;
    }
  } finally {
    file.close();
  }
}
