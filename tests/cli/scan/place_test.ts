import { deepEqual } from "node:assert/strict";
import fc from "fast-check";
import { places } from "../../../cli/scan/place.ts";

const at = (start: number) => ({ start, end: start + 1, type: "T" });
const place = (line: number, column: number) => ({ line, column, type: "T" });

Deno.test("lines and columns count from one", () => {
  deepEqual(places("ab\ncd", [at(0), at(1), at(3), at(4)]), [
    place(1, 1),
    place(1, 2),
    place(2, 1),
    place(2, 2),
  ]);
});

Deno.test("a column counts UTF-16 units, as editors do", () => {
  deepEqual(places("😀é!", [at(3)]), [place(1, 4)]);
});

Deno.test("the place of anything is what splitting at line feeds says", () => {
  fc.assert(fc.property(
    fc.array(fc.constantFrom("a", "\n", "\r\n", "😀")),
    fc.array(fc.nat(60)),
    (parts, offsets) => {
      const text = parts.join("");
      const starts = offsets.filter((offset) => offset < text.length)
        .sort((a, b) => a - b);
      const expected = starts.map((start) => {
        const lines = text.slice(0, start).split("\n");
        return place(lines.length, lines.at(-1)!.length + 1);
      });
      deepEqual(places(text, starts.map(at)), expected);
    },
  ));
});
