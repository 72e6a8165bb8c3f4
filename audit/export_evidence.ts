import { type Bundle, makeBundle } from "./bundle.ts";
import { isBundlePath } from "./bundle_manifest.ts";
import type { Attachment } from "./bundle_source.ts";
import { isSignedBy, type SignedCheckpoint } from "./checkpoint.ts";
import { concat } from "./bytes.ts";
import { type Disk, realDisk } from "./disk.ts";
import { EvidenceError } from "./errors.ts";
import {
  type ExportRange,
  type ProvableRange,
  RangeChooser,
} from "./export_range.ts";
import { loadSigningKey, signerFor } from "./keys.ts";
import { LogVerifier } from "./log_verifier.ts";
import type { Signer } from "./note.ts";
import { type LogFiles, readLog } from "./read_log.ts";
import { KEYS } from "./rotate_key.ts";
import { readSmall } from "./whole_file.ts";

/** What {@link exportEvidence} is given. */
export interface ExportOptions extends ExportRange {
  /** Folder of the log, which may be in use. */
  readonly dir: string;
  /** The private key in force. */
  readonly keyFile: string;
  /** Whether each redaction gets a receipt of its own. */
  readonly receipts: boolean;
  readonly disk?: Disk;
}

const LF = Uint8Array.of(0x0a);

/**
 * Makes a bundle from a log on disk, after verifying it. Writes nothing.
 *
 * @throws {EvidenceError} `refuted` if the log does not hold, `empty` if no
 * record is in the range, `wrong_key` if the key is not the one in force.
 * @throws {LogError} {@link readLog}
 * @throws {KeyError} {@link loadSigningKey}
 */
export async function exportEvidence(options: ExportOptions): Promise<Bundle> {
  const { dir, keyFile, receipts, disk = realDisk } = options;
  const log = readLog(dir, disk);
  const key = loadSigningKey(keyFile, disk);
  const head = log.heads.find((head) => isSignedBy(head, key.publicKey));
  if (!head) {
    throw new EvidenceError(
      "wrong_key",
      `Cannot export as the signing key did not sign this log: ${keyFile}`,
      { hint: "Give the folder of the log and the key that belong together" },
    );
  }
  const signer = signerFor(key, head.origin);
  const range = provableRange(log, { head, signer, range: options });
  return await makeBundle({
    ...range,
    origin: head.origin,
    log: () => chunksOf(log, range),
    attachments: attachmentsOf(disk, dir, range),
    receipts,
    signer,
  });
}

function provableRange(
  log: LogFiles,
  { head, signer, range }: {
    readonly head: SignedCheckpoint;
    readonly signer: Signer;
    readonly range: ExportRange;
  },
): ProvableRange {
  const chooser = new RangeChooser(range);
  const verifier = new LogVerifier({
    pinned: { publicKey: signer.vkey.publicKey, origin: head.origin },
    heads: [head],
    until: head.size,
    visit: (record, line) => chooser.visit(record, line),
  });
  for (const { bytes } of log.lines()) {
    if (!verifier.push(concat(bytes, LF))) break;
  }
  const verdict = verifier.verdict();
  if (!verdict.ok) {
    const { code, seq, explanation } = verdict;
    throw new EvidenceError(
      "refuted",
      `Cannot export the log as it does not hold at record ${seq}: ` +
        `${explanation} (${code})`,
      { hint: "Run `waterwall verify-chain`" },
    );
  }
  const chosen = chooser.choose(head, signer.vkey.keyId);
  if (chosen) return chosen;
  throw new EvidenceError(
    "empty",
    "Cannot export as no record is in the range",
    {
      hint: `Give a range inside 0 to ${head.size - 1}, or none`,
    },
  );
}

/** The lines of a range, gathered into chunks. */
async function* chunksOf(
  log: LogFiles,
  { from, to }: ProvableRange,
): AsyncGenerator<Uint8Array> {
  let seq = log.segments[0]!.first;
  let gathered: Uint8Array[] = [];
  let size = 0;
  for (const { bytes } of log.lines()) {
    if (seq >= to) break;
    if (seq >= from) {
      gathered.push(bytes, LF);
      size += bytes.length + 1;
    }
    if (size >= CHUNK_BYTES) {
      yield await Promise.resolve(concat(...gathered));
      gathered = [];
      size = 0;
    }
    seq += 1;
  }
  yield concat(...gathered);
}

const CHUNK_BYTES = 1 << 16;

/** Anchors and policies larger than this are something else. */
const MAX_ATTACHMENT_BYTES = 1 << 24;

/** Rotations before the range, anchors inside, all policies: the bundle takes what it needs. */
function attachmentsOf(
  disk: Disk,
  dir: string,
  { from, to }: ProvableRange,
): readonly Attachment[] {
  const anchors = paths(disk, dir, "anchors").filter((path) =>
    numberIn(path) > from && numberIn(path) <= to
  );
  const keys = paths(disk, dir, KEYS)
    .filter((path) => numberIn(path) < from)
    .sort((a, b) => numberIn(a) - numberIn(b));
  return [...keys, ...anchors, ...paths(disk, dir, "policy")]
    .filter(isBundlePath)
    .flatMap((path) => {
      const bytes = readSmall(disk, `${dir}/${path}`, MAX_ATTACHMENT_BYTES);
      return bytes ? [{ path, bytes }] : [];
    });
}

function paths(disk: Disk, dir: string, folder: string): readonly string[] {
  return disk.list(`${dir}/${folder}`).map((name) => `${folder}/${name}`);
}

/** The sequence number or size that a file is named after. */
function numberIn(path: string): number {
  return Number(/\/([0-9]+)\./.exec(path)?.[1]);
}
