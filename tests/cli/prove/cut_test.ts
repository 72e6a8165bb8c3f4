import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { cut } from "../../../cli/prove/cut.ts";

Deno.test("the pieces of a text are the text", () => {
  fc.assert(fc.property(
    fc.string({ unit: "binary" }),
    fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
    (text, sizes) => equal(cut(text, sizes).join(""), text),
  ));
});

Deno.test("sizes are used in turn, and again from the first", () => {
  deepEqual(cut("abcdefgh", [1, 2]), ["a", "bc", "d", "ef", "g", "h"]);
});

Deno.test("an emoji is never cut in half", () => {
  deepEqual(cut("a😀b", [2, 1]), ["a😀", "b"]);
});

Deno.test("the usual sizes cut any placeholder at least five times", () => {
  const placeholder = "<pl:AWS_ACCESS_KEY:0123456789abcdef>";
  ok(cut(placeholder).length > 5);
});
