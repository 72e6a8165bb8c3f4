import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import {
  column,
  cut,
  fit,
  type Line,
  overlaid,
  textOf,
  widthOf,
} from "../../tui/span.ts";

const LINE: Line = [
  { text: "abc", tone: "good" },
  { text: "défg", tone: "alarm", bold: true },
];
const lines = fc.array(
  fc.record({
    text: fc.string({ unit: fc.constantFrom("a", "é", "●", "─", " ") }),
    tone: fc.constantFrom("plain", "good", "alarm"),
  }),
) as fc.Arbitrary<Line>;

Deno.test("a part of a line keeps the styles it had", () => {
  deepEqual(cut(LINE, 2, 5), [
    { text: "c", tone: "good" },
    { text: "dé", tone: "alarm", bold: true },
  ]);
  deepEqual(cut(LINE, 9, 12), []);
});

Deno.test("a line that is too long ends in a mark of its own style", () => {
  deepEqual(fit(LINE, 5), [
    { text: "abc", tone: "good" },
    { text: "d", tone: "alarm", bold: true },
    { text: "…", tone: "alarm", bold: true },
  ]);
});

Deno.test("a line that is too short is filled up", () => {
  equal(textOf(fit(LINE, 9)), "abcdéfg  ");
  equal(textOf(fit([], 3)), "   ");
});

Deno.test("a fitted line has the width that was asked for", () => {
  fc.assert(fc.property(lines, fc.nat(40), (spans, width) => {
    equal(widthOf(textOf(fit(spans, width))), width);
  }));
});

Deno.test("what is laid over a line hides just what it covers", () => {
  const over: Line = [{ text: "XY", tone: "info" }];
  equal(textOf(overlaid(LINE, over, 2)), "abXYéfg");
  equal(textOf(overlaid(LINE, over, 5)), "abcdéXY");
});

Deno.test("a column is as wide as it is to be, to either side", () => {
  equal(column("ab", 4), "ab  ");
  equal(column("ab", 4, "right"), "  ab");
  equal(column("abcdef", 4), "abc…");
  equal(column("ab", 0), "");
  fc.assert(fc.property(fc.string(), fc.nat(20), (text, width) => {
    equal(widthOf(column(text, width)), width);
  }));
});
