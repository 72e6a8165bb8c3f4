import { RefusalError } from "./errors.ts";
import type { Redactor } from "./redact/redactor.ts";

/** Where a file says what it is: media, documents and archives that are compressed. */
const KNOWN =
  // deno-lint-ignore no-control-regex
  /^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF|BM|II\*\0|MM\0\*|OggS|ID3|\xff[\xf2-\xfb]|fLaC|.{4}ftyp|\x1a\x45\xdf\xa3|%PDF-|PK\x03\x04|\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|\x28\xb5\x2f\xfd|wOF[F2])/s;

/** Runs of ASCII, each character alone or with the zeros of a wider coding. */
const RUNS = /[\x20-\x7e](?:\0{0,3}[\x20-\x7e]){15,}/g;

/**
 * Refuses a part of a form that is no text and yet has a secret in clear in it:
 * an archive that is not compressed, a database, text with control characters.
 *
 * Files of known media are not looked at: they pass as they are.
 *
 * @param binary One character for each byte.
 * @throws {RefusalError} with code `policy`
 */
export function inspectBinary(binary: string, redactor: Redactor): void {
  if (KNOWN.test(binary.slice(0, 16))) return;
  for (const [run] of binary.matchAll(RUNS)) {
    const kind = redactor.firstKind(run.replaceAll("\0", ""));
    if (kind) throw RefusalError.place("a binary part of a form", kind);
  }
}
