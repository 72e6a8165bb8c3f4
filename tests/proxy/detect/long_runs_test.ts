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

/** Whether any of the spans that a test lets pass reaches into a stretch. */
function reachesInto(
  { from, to }: { readonly from: number; readonly to: number },
  spans: readonly { readonly start: number; readonly end: number }[],
): boolean {
  return spans.some(({ start, end }) => end > from && start < to);
}

const stretch = fc.tuple(
  fc.integer({ min: 0, max: 240 }),
  fc.integer({ min: 0, max: 240 }),
).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

const LONG = /[A-Za-z0-9+/_=-]{20,}/g;

Deno.test("any run of twenty characters is in a stretch that it touches", () => {
  fc.assert(
    fc.property(text, stretch, (text, { from, to }) => {
      const isThere = reachesInto({ from, to: to + 1 }, spansOf(LONG, text));
      assert.equal(runsIn(text).isAnyIn(from, to), isThere);
    }),
    { seed: 5, numRuns: 600 },
  );
});

Deno.test("a stretch may hold a key exactly if a long word that may be one reaches into it", () => {
  fc.assert(
    fc.property(text, stretch, (text, { from, to }) => {
      const keys = spansOf(LONG, text).filter(({ start, end }) => {
        const run = text.slice(start, end);
        const isNumber = /^[0-9A-Fa-f]+$/.test(run) && text[start - 1] !== ".";
        const isMixed = /[a-z]/.test(run) && /[A-Z]/.test(run);
        return /\d/.test(run) && !isNumber && (isMixed || run.length >= 24);
      });
      const isThere = reachesInto({ from, to }, keys);
      assert.equal(runsIn(text).mayHoldKey(from, to), isThere);
    }),
    { seed: 2, numRuns: 600 },
  );
});

const words = fc.array(
  fc.oneof(
    fc.string({
      unit: fc.constantFrom(..."abcdefgh"),
      minLength: 3,
      maxLength: 8,
    }),
    fc.constantFrom("of", "A", "overlongword", "w0rd"),
  ),
  { minLength: 8, maxLength: 40 },
);
const blank = fc.constantFrom(" ", "  ", "\n", "\t", ", ");

Deno.test("a stretch may hold a phrase exactly if twelve words of three to eight small letters do", () => {
  fc.assert(
    fc.property(words, blank, stretch, (words, blank, { from, to }) => {
      const text = words.join(blank);
      const phrases = spansOf(
        /(?<![a-z])[a-z]{3,8}(?:[ \t\n]+[a-z]{3,8}(?![a-z])){11,}/g,
        text,
      );
      const isThere = reachesInto({ from, to }, phrases);
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
