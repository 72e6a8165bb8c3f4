import { fromBase64, toBase64 } from "./bytes.ts";
import { checkNote, type Note, parseNote } from "./note.ts";
import { makeVkey } from "./vkey.ts";

/** What a signed note says of a log. */
export interface Checkpoint {
  /** The log's name: also the name of the keys that sign for it. */
  readonly origin: string;
  /** Number of records that it covers. */
  readonly size: number;
  readonly root: Uint8Array;
}

/** A checkpoint and its signatures. */
export interface SignedCheckpoint extends Checkpoint {
  readonly note: Note;
}

/** The text to sign. @see https://c2sp.org/tlog-checkpoint */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

const TEXT = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]{44})\n$/;

/**
 * Reads a note that is a checkpoint of a log like ours; else `undefined`.
 *
 * No extension lines. Says nothing about its signatures.
 */
export function parseCheckpoint(text: string): SignedCheckpoint | undefined {
  const note = parseNote(text);
  const [, origin = "", digits, base64 = ""] = TEXT.exec(note?.text ?? "") ??
    [];
  const size = Number(digits);
  const root = fromBase64(base64);
  if (!note || root?.length !== 32 || !isOrigin(origin)) return undefined;
  return Number.isSafeInteger(size) ? { note, origin, size, root } : undefined;
}

const ORIGIN = /^[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9._-]+)+$/;

/** Whether a text can name a log: `example.com/waterwall/3f9c2a7d51e08b64`. */
export function isOrigin(text: string): boolean {
  return text.length <= 255 && ORIGIN.test(text);
}

/** Whether a key, under the name of the checkpoint's log, signed it. */
export function isSignedBy(
  { note, origin }: SignedCheckpoint,
  publicKey: Uint8Array,
): boolean {
  return checkNote(note, makeVkey(origin, publicKey)) === "good";
}
