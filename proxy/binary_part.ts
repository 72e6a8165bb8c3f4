import { toBinary } from "./coded_text.ts";
import { RefusalError } from "./errors.ts";
import type { Redactor } from "./redact/redactor.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Where a file says what it is: media, documents and archives that are compressed. */
const KNOWN =
  // deno-lint-ignore no-control-regex
  /^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF|BM|II\*\0|MM\0\*|OggS|ID3|\xff[\xf2-\xfb]|fLaC|.{4}ftyp|\x1a\x45\xdf\xa3|%PDF-|PK\x03\x04|\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|\x28\xb5\x2f\xfd|wOF[F2])/s;

/** Runs of ASCII, each character alone or with the zeros of a wider coding. */
const RUNS = /[\x20-\x7e](?:\0{0,3}[\x20-\x7e]){15,}/g;

/** Whether a file begins as known media do: these pass as they are. */
export function isMedia(sample: Bytes): boolean {
  return KNOWN.test(toBinary(sample.subarray(0, 16)));
}

/**
 * Refuses a file that is neither text nor known media and yet has a secret in
 * clear in it: an archive that is not compressed, a database, text with control
 * characters.
 *
 * @param place What the person is told, e.g. `a binary part of a form`.
 * @throws {RefusalError} with code `policy`
 */
export function inspectBinary(
  bytes: Bytes,
  { redactor, place }: { readonly redactor: Redactor; readonly place: string },
): void {
  if (isMedia(bytes)) return;
  const binary = toBinary(bytes);
  for (const [run] of binary.matchAll(RUNS)) {
    const kind = redactor.firstKind(run.replaceAll("\0", ""));
    if (kind) throw RefusalError.place(place, kind);
  }
}
