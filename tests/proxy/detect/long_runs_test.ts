import assert from "node:assert/strict";
import fc from "fast-check";
import { LongRuns } from "../../../proxy/detect/long_runs.ts";
import { bytesOf } from "../../../proxy/detect/text_bytes.ts";

function runsIn(text: string): LongRuns {
  return new LongRuns(bytesOf(text), text.length);
}

/** The same by an expression, which looks at every character. */
function spansOf(pattern: RegExp, text: string) {
  return [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}

const piece = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."aZ09+/_-"), maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(..."aZ=. "), maxLength: 6 }),
  fc.string({ unit: fc.constantFrom(..."abc \n\t"), maxLength: 70 }),
  fc.constantFrom(" ", "\n", '"', "é", ".", "="),
);
const text = fc.array(piece, { maxLength: 12 }).map((all) => all.join(""));

Deno.test("all runs of 24 characters of base64 are found, whole and in order", () => {
  fc.assert(
    fc.property(text, (text) => {
      const expected = spansOf(/[A-Za-z0-9+/_-]{24,}/g, text);
      assert.deepEqual(runsIn(text).base64, expected);
    }),
    { seed: 1, numRuns: 600 },
  );
});

Deno.test("a stretch may hold a key exactly if a long word with a digit reaches into it", () => {
  const place = fc.integer({ min: 0, max: 240 });
  fc.assert(
    fc.property(text, place, place, (text, a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const isThere = spansOf(/[A-Za-z0-9+/_=.-]{20,}/g, text)
        .filter(({ start, end }) => /\d/.test(text.slice(start, end)))
        .some(({ start, end }) => end > from && start < to);
      assert.equal(runsIn(text).mayHoldKey(from, to), isThere);
    }),
    { seed: 2, numRuns: 600 },
  );
});

Deno.test("a stretch may hold a phrase exactly if many small letters reach into it", () => {
  const place = fc.integer({ min: 0, max: 240 });
  fc.assert(
    fc.property(text, place, place, (text, a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const isThere = spansOf(/[a-z\s\u0080-\uffff]{47,}/g, text)
        .some(({ start, end }) => end > from && start < to);
      assert.equal(runsIn(text).mayHoldPhrase(from, to), isThere);
    }),
    { seed: 3, numRuns: 600 },
  );
});

Deno.test("what stands after the end of a text is no part of a run", () => {
  const bytes = new Uint8Array(64).fill(65);
  assert.deepEqual(new LongRuns(bytes, 23).base64, []);
  assert.deepEqual(new LongRuns(bytes, 24).base64, [{ start: 0, end: 24 }]);
});
