import type { SignedCheckpoint } from "./checkpoint.ts";
import type { LogRecord } from "./entry.ts";
import { parseCanonical } from "./parse_canonical.ts";
import { ProvenPaths } from "./proven_paths.ts";
import { isRecord } from "./schema.ts";
import { leafHash } from "./tree.ts";

const START = '{\n "receipt": "waterwall/1",\n "record": ';
const PROOF = ',\n "proof": [\n  "';
const HASH = /^[A-Za-z0-9+/]{43}=$/;
const LATIN1 = new TextDecoder("latin1");
// deno-lint-ignore no-control-regex
const ASCII = /^[\x00-\x7f]*$/;
const ENCODER = new TextEncoder();

/**
 * Recognises receipts under one checkpoint that are, to the byte, as they are
 * usually written; a bundle can hold a hundred thousand.
 *
 * It only ever says yes, and only where {@link readReceipt} and
 * {@link provenRecord} would. What it does not know may be right all the same.
 */
export class QuickReceipts {
  readonly #paths: ProvenPaths;
  readonly #end: Uint8Array;

  /** @param note The checkpoint as it is written in the receipts. */
  constructor(checkpoint: SignedCheckpoint, note: string) {
    this.#paths = new ProvenPaths(checkpoint);
    const end = `"\n ],\n "checkpoint": ${JSON.stringify(note)}\n}\n`;
    this.#end = ENCODER.encode(end);
  }

  /** The record of a receipt that holds; `undefined` if it takes a closer look. */
  record(bytes: Uint8Array): LogRecord | undefined {
    const end = bytes.length - this.#end.length;
    if (end < 0 || !this.#end.every((byte, i) => byte === bytes[end + i])) {
      return undefined;
    }
    const text = LATIN1.decode(bytes.subarray(0, end));
    const at = text.indexOf(PROOF);
    if (!text.startsWith(START) || at < 0 || !ASCII.test(text)) {
      return undefined;
    }
    const line = lineOf(text.slice(START.length, at));
    if (!line) return undefined;
    const proof = text.slice(at + PROOF.length).split('",\n  "');
    if (!proof.every((hash) => HASH.test(hash))) return undefined;
    const { value: record } = parseCanonical(line);
    if (record === undefined || !isRecord(record)) return undefined;
    const leaf = leafHash(line);
    const isProven = this.#paths.proves({ index: record.seq, leaf, proof });
    return isProven ? record : undefined;
  }
}

/** The bytes of a line that stands quoted in the one way; else `undefined`. */
function lineOf(quoted: string): Uint8Array | undefined {
  try {
    const line: unknown = JSON.parse(quoted);
    const isLine = typeof line === "string" && JSON.stringify(line) === quoted;
    return isLine ? ENCODER.encode(line) : undefined;
  } catch {
    return undefined;
  }
}
