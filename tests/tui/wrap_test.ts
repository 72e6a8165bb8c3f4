import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { wrapped } from "../../tui/wrap.ts";

Deno.test("a text is cut between words", () => {
  deepEqual(wrapped("one two three", 8), ["one two", "three"]);
  deepEqual(wrapped("one two", 7), ["one two"]);
  deepEqual(wrapped("", 7), [""]);
});

Deno.test("a word that is too long is cut where it must be", () => {
  deepEqual(wrapped("abcdefghij", 4), ["abcd", "efgh", "ij"]);
});

Deno.test("what follows stands as far in as what it follows", () => {
  deepEqual(wrapped("  hint: do that", 10), ["  hint: do", "  that"]);
});

Deno.test("no line is too long and no letter is lost", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "b", " ") });
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 20 }), (text, width) => {
      const lines = wrapped(text, width);
      for (const line of lines) ok(line.length <= width, line);
      equal(
        lines.join("").replaceAll(" ", ""),
        text.replaceAll(" ", ""),
      );
    }),
  );
});
