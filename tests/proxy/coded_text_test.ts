import { deepEqual, equal } from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import {
  codedText,
  editBytes,
  singleByteText,
} from "../../proxy/coded_text.ts";
import { type Edit, edit } from "../../proxy/json/rewrite_strings.ts";

/** Ways to write a text in bytes that are told apart when they are read. */
const CODINGS: Record<string, (text: string) => Uint8Array<ArrayBuffer>> = {
  "UTF-8": (text) => new TextEncoder().encode(text),
  "UTF-8 with a mark": (text) => new TextEncoder().encode(`\ufeff${text}`),
  "UTF-16 with a mark": (text) =>
    new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le")),
};

const ascii = fc.stringMatching(/^[ -~\n]{1,60}$/);
const any = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 })
  .filter((text) => !text.includes("\0"));

/** Edits of a text, in order and apart, none inside a character or of its mark. */
function editsOf(text: string, cuts: readonly number[]): readonly Edit[] {
  const least = text.startsWith("\ufeff") ? 1 : 0;
  const places = cuts.map((cut) => Math.max(least, cut % (text.length + 1)))
    .filter((at) => !isInside(text, at)).sort((a, b) => a - b);
  return places.flatMap((start, i) =>
    i % 2 === 0 && i + 1 < places.length
      ? [{ start, end: places[i + 1]!, text: `<pl:T:${i}>` }]
      : []
  );
}

/** Whether a place is between the two code units of one character. */
function isInside(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

for (const [name, encode] of Object.entries(CODINGS)) {
  Deno.test(`bytes in ${name} are edited as their text is`, () => {
    fc.assert(
      fc.property(
        fc.oneof(ascii, any),
        fc.array(fc.nat(), { maxLength: 12 }),
        (written, cuts) => {
          const bytes = encode(written);
          const coded = codedText(bytes)!;
          const edits = editsOf(coded.text, cuts);
          const edited = editBytes(bytes, coded, edits);
          const text = edit(coded.text, edits);
          deepEqual(edited, coded.write(text));
          equal(codedText(edited)?.text, text);
        },
      ),
    );
  });
}

Deno.test("bytes that are a character each are edited as their text is", () => {
  const bytes = new Uint8Array(Buffer.from("caf\xe9 = h\xfcbsch", "latin1"));
  const coded = singleByteText(bytes)!;
  const edits = [{ start: 7, end: 13, text: "<\xe9>" }];
  const edited = editBytes(bytes, coded, edits);
  deepEqual(edited, coded.write("caf\xe9 = <\xe9>"));
});

Deno.test("bytes without an edit are the very same", () => {
  const bytes = new TextEncoder().encode("as it came");
  equal(editBytes(bytes, codedText(bytes)!, []), bytes);
});
