import { createHash } from "node:crypto";
import { formatAddCheckpoint, SIZE_TYPE } from "./add_checkpoint.ts";
import { anchorPath, keepAnchor } from "./anchor_file.ts";
import type { SignedCheckpoint } from "./checkpoint.ts";
import { consistencyProof } from "./consistency.ts";
import { cosignedAt } from "./cosignature.ts";
import { type Disk, realDisk } from "./disk.ts";
import type { EvidenceEntry } from "./entry.ts";
import { EvidenceError } from "./errors.ts";
import { readAnchors } from "./find_head.ts";
import { formatNote, parseNote } from "./note.ts";
import { type LogFiles, readLog } from "./read_log.ts";
import type { Vkey } from "./vkey.ts";
import { replaceFile } from "./whole_file.ts";

/** What is recorded of an anchor. */
export type AnchorEntry = Extract<EvidenceEntry, { readonly type: "anchor" }>;

/** A log whose head is to be made known elsewhere. */
export interface AnchorLog {
  readonly dir: string;
  readonly disk?: Disk;
}

/** What a witness answered. */
export interface WitnessReply {
  readonly status: number;
  /** Its media type. */
  readonly type: string;
  readonly body: string;
}

/** A witness, and a way to ask it. */
export interface WitnessLine {
  readonly witness: Vkey;
  readonly post: (body: string) => Promise<WitnessReply>;
}

/**
 * Has a witness cosign the head of a log, and keeps what it answers.
 *
 * @returns what the log should record about it.
 * @throws {EvidenceError} `anchor` if the witness does not cosign.
 */
export async function anchorAtWitness(
  { dir, disk = realDisk }: AnchorLog,
  { witness, post }: WitnessLine,
): Promise<AnchorEntry> {
  const log = readLog(dir, disk);
  const head = headOf(log);
  const old = Math.max(
    0,
    ...readAnchors(disk, dir)
      .filter(({ size, note }) =>
        size <= head.size && cosignedAt(note, witness)
      )
      .map(({ size }) => size),
  );
  const ask = (old: number) => post(bodyFrom(log, { old, head }));
  const first = await ask(old);
  const reply = isOtherSize(first)
    ? await ask(sizeIn(first, head, witness))
    : first;
  if (reply.status !== 200) throw refused(witness, reply);
  keepAnchor(disk, dir, cosigned(head, reply, witness));
  return {
    type: "anchor",
    size: head.size,
    kind: "witness",
    name: witness.name,
    sha256: sha256(reply.body),
  };
}

/** What took a note: a file it was written to, or a command that was given it. */
export interface Taken {
  /** How the log names it, e.g. `file /mnt/other/waterwall.note`. */
  readonly name: string;
  /** What it answered; empty for a file. */
  readonly answer: Uint8Array;
}

/**
 * Gives the head of a log to something that keeps it elsewhere.
 *
 * An answer that is an RFC 3161 time stamp is kept beside the note.
 *
 * @returns what the log should record about it.
 */
export async function anchorBy(
  { dir, disk = realDisk }: AnchorLog,
  take: (note: string) => Promise<Taken>,
): Promise<AnchorEntry> {
  const head = headOf(readLog(dir, disk));
  const note = formatNote(head.note);
  const { name, answer } = await take(note);
  keepAnchor(disk, dir, head);
  const isStamp = isTimeStamp(answer);
  if (isStamp) {
    const path = anchorPath(dir, head.size, "tsr");
    replaceFile(disk, path, { bytes: answer, isSynced: true });
  }
  return {
    type: "anchor",
    size: head.size,
    kind: isStamp ? "rfc3161" : "command",
    name,
    sha256: sha256(answer.length > 0 ? answer : note),
  };
}

function headOf(log: LogFiles): SignedCheckpoint {
  const head = log.heads[0];
  if (head) return head;
  throw new EvidenceError(
    "not_found",
    `Cannot anchor as there is no signed head: ${log.path}`,
    { hint: "Give the folder of a log that Waterwall writes" },
  );
}

function bodyFrom(
  log: LogFiles,
  { old, head }: { readonly old: number; readonly head: SignedCheckpoint },
): string {
  const proof = consistencyProof(log, { old, size: head.size });
  if (proof) return formatAddCheckpoint({ old, proof, checkpoint: head });
  throw new EvidenceError(
    "anchor",
    `Cannot prove to the witness that the log continues its first ${old} records`,
    { hint: "They may have been pruned; begin anew with another witness" },
  );
}

function isOtherSize({ status, type }: WitnessReply): boolean {
  return status === 409 && type.split(";")[0]!.trim() === SIZE_TYPE;
}

/** Which size the witness saw last, as its conflict says. */
function sizeIn(
  { body }: WitnessReply,
  head: SignedCheckpoint,
  witness: Vkey,
): number {
  const size = /^(0|[1-9][0-9]{0,15})\n$/.test(body) ? Number(body) : NaN;
  if (size <= head.size) return size;
  throw new EvidenceError(
    "anchor",
    `Cannot anchor at ${witness.name} as it has seen more of this log than is here: ${body.trim()}`,
    { hint: "Records may have been removed: run `waterwall verify-chain`" },
  );
}

function cosigned(
  head: SignedCheckpoint,
  { body }: WitnessReply,
  witness: Vkey,
): SignedCheckpoint {
  const answer = parseNote(`${formatNote(head.note)}${body}`);
  const lines =
    answer?.signatures.filter(({ name, keyId }) =>
      name === witness.name && keyId === witness.keyId
    ) ?? [];
  const { text, signatures } = head.note;
  const note = { text, signatures: [...signatures, ...lines] };
  if (cosignedAt(note, witness) !== undefined) return { ...head, note };
  throw new EvidenceError(
    "anchor",
    `Cannot anchor at ${witness.name} as its cosignature does not verify`,
    { hint: "Check --witness-key" },
  );
}

function refused(
  { name }: Vkey,
  { status, body }: WitnessReply,
): EvidenceError {
  const why = body.split("\n")[0]!.replace(/[^\x20-\x7e]/g, "?").slice(0, 200);
  return new EvidenceError(
    "anchor",
    `Cannot anchor at ${name} as it answered ${status}: ${why}`,
    { hint: "Ask whoever runs it to add the vkey of this log" },
  );
}

/**
 * Whether bytes are a granted TimeStampResp: a sequence that begins with the
 * status 0 or 1.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3161#section-2.4.2
 */
function isTimeStamp(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x30 || bytes.length < 100) return false;
  const header = bytes[1]! < 0x80 ? 2 : 2 + (bytes[1]! & 0x7f);
  const [sequence, , integer, length, status] = bytes.subarray(header);
  return sequence === 0x30 && integer === 0x02 && length === 1 &&
    (status === 0 || status === 1);
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
