import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { bars, highest, path } from "../../../ops/page/curve.js";

Deno.test("the highest of all series counts, and nothing is zero", () => {
  equal(highest([1, null, 3], [2]), 3);
  equal(highest([null], []), 0);
});

Deno.test("a curve goes through the middle of each part of the picture", () => {
  equal(path([0, 5, 10, 10], 10), "M12.5 100L37.5 52L62.5 4L87.5 4");
});

Deno.test("a curve has a gap where nothing was measured", () => {
  equal(path([10, 10, null, 10, 10], 10), "M10 4L30 4M70 4L90 4");
});

Deno.test("a value that stands alone can be seen", () => {
  equal(path([null, 10, null, null], 10), "M25 4H50");
});

Deno.test("bars stand where there is something, and can be seen", () => {
  deepEqual(bars([0, 10, null, 0.001], 10), [
    { x: "27.5", y: "4", width: "20", height: "96" },
    { x: "77.5", y: "98", width: "20", height: "2" },
  ]);
  deepEqual(bars([0, 0], 0), []);
});

Deno.test("nothing is drawn outside of the picture", () => {
  const series = fc.array(
    fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(fc.property(series, (values) => {
    const top = highest(values);
    const numbers = [
      ...path(values, top).matchAll(/-?[\d.]+/g),
      ...bars(values, top).flatMap(({ x, y }) => [[x], [y]]),
    ].map(([text]) => Number(text));
    ok(numbers.every((number) => number >= 0 && number <= 100));
  }));
});
