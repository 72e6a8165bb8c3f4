import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { pathTree } from "../../../proxy/json/path_tree.ts";
import { edit, rewriteStrings } from "../../../proxy/json/rewrite_strings.ts";
import { encodeString, rawOffsets } from "../../../proxy/json/string_token.ts";

const root = pathTree<never>([]);
const MARK = /~(?:mark|k|v)~/g;

/** Puts `to` in the place of every `~word~`. */
function replaceMarks(text: string, to: string): string {
  return rewriteStrings(text, {
    root,
    rewrite: ({ text }) =>
      [...text.matchAll(MARK)].map(({ index, 0: mark }) => ({
        start: index,
        end: index + mark.length,
        text: to,
      })),
  });
}

/** A JSON string whose characters are escaped or not at random. */
const escapedString = fc.array(fc.oneof(
  fc.constantFrom("a", " ", "é", "😀", "~mark~", "\\n", '\\"', "\\\\", "\\/"),
  fc.constantFrom(
    "\\u00e9",
    "\\ud800",
    "\\uDC00",
    "\\ud83d\\ude00",
    "\\u007e",
    "\\u0000",
  ),
)).map((parts) => parts.join(""));

Deno.test("without an edit the very same text returns", () => {
  const text = ' { "n" : 12345678901234567890, "n":1.0E+2, "é\\u00e9":"\\/" } ';
  equal(replaceMarks(text, "never"), text);
});

Deno.test("only the edited characters change, whatever is escaped around them", () => {
  fc.assert(
    fc.property(escapedString, fc.string(), (raw, to) => {
      const text = `{"k" : "${raw}"}`;
      const out = replaceMarks(text, to);
      const value = JSON.parse(text).k as string;
      equal(JSON.parse(out).k, value.replaceAll(MARK, () => to));
      // The text around each mark is there byte for byte.
      const around = raw.split(/(?:~|\\u007e)mark(?:~|\\u007e)/);
      if (!value.includes("~mark~")) return;
      let at = 0;
      for (const piece of around) {
        at = out.indexOf(piece, at);
        equal(at >= 0, true);
        at += piece.length;
      }
    }),
    { numRuns: 1000 },
  );
});

Deno.test("keys are rewritten like values", () => {
  equal(replaceMarks('{"~k~":{"x~k~":"~v~"}}', "#"), '{"#":{"x#":"#"}}');
});

Deno.test("what goes in is escaped for the string it goes into", () => {
  const out = replaceMarks('["~k~"]', 'q"b\\s\nn\ud800');
  equal(out, '["q\\"b\\\\s\\nn\\ud800"]');
  deepEqual(JSON.parse(out), ['q"b\\s\nn\ud800']);
});

Deno.test("rawOffsets() finds each character of a value in its escaped text", () => {
  fc.assert(fc.property(escapedString, (raw) => {
    const value = JSON.parse(`"${raw}"`) as string;
    const all = Array.from({ length: value.length + 1 }, (_, i) => i);
    const offsets = rawOffsets(raw, all);
    all.slice(0, -1).forEach((i) => {
      const part = raw.slice(offsets[i], offsets[i + 1]);
      equal(JSON.parse(`"${part}"`), value[i]);
    });
    equal(offsets.at(-1), raw.length);
  }));
});

Deno.test("encodeString() is undone by JSON.parse, for lone surrogates too", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    equal(JSON.parse(`"${encodeString(text + "\ud800")}"`), text + "\ud800");
  }));
});

Deno.test("edit() keeps everything outside its spans", () => {
  const spans = [{ start: 1, end: 2, text: "-" }, {
    start: 3,
    end: 5,
    text: "",
  }];
  equal(edit("abcdefg", spans), "a-cfg");
  equal(edit("same", []), "same");
});
