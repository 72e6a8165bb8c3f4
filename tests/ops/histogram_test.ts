import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import {
  BOUNDS_MS,
  EMPTY_HISTOGRAM,
  type Histogram,
  measured,
} from "../../ops/histogram.ts";

const of = (...durations: number[]): Histogram =>
  durations.reduce(measured, EMPTY_HISTOGRAM);

Deno.test("a duration counts under the first bound that it does not exceed", () => {
  deepEqual(of(0.1), { counts: [1], count: 1, sumMs: 0.1 });
  deepEqual(of(0.12).counts, [0, 1]);
  deepEqual(of(0, 0.2, 0.2).counts, [1, 0, 2]);
});

Deno.test("what is longer than the last bound still counts", () => {
  const { counts, count } = of(1_000_000);
  equal(counts.length, BOUNDS_MS.length + 1);
  deepEqual([counts.at(-1), count], [1, 1]);
});

Deno.test("what is no duration does not count", () => {
  deepEqual(of(-1, NaN, Infinity), EMPTY_HISTOGRAM);
});

Deno.test("the bounds rise", () => {
  deepEqual([...BOUNDS_MS].sort((a, b) => a - b), BOUNDS_MS);
  equal(new Set(BOUNDS_MS).size, BOUNDS_MS.length);
});

Deno.test("every duration counts once and adds to the sum", () => {
  const durations = fc.array(fc.integer({ min: 0, max: 100_000 }));
  fc.assert(fc.property(durations, (all) => {
    const { counts, count, sumMs } = of(...all);
    equal(count, all.length);
    equal(counts.reduce((a, b) => a + b, 0), all.length);
    equal(sumMs, all.reduce((a, b) => a + b, 0));
    equal(counts.length <= BOUNDS_MS.length + 1, true);
  }));
});
