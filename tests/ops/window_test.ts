import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import {
  type Bucket,
  BUCKET_MS,
  MAX_BUCKETS,
  tally,
} from "../../ops/window.ts";

const starts = (window: readonly Bucket[]) =>
  window.map(({ startMs }) => startMs);

const requestsAt = (...times: number[]): readonly Bucket[] =>
  times.reduce<readonly Bucket[]>(
    (window, ms) => tally(window, ms, { requests: 1 }),
    [],
  );

Deno.test("what happens in the same ten seconds counts together", () => {
  const window = requestsAt(20_000, 29_999, 30_000);
  deepEqual(starts(window), [20_000, 30_000]);
  deepEqual(window.map(({ requests }) => requests), [2, 1]);
});

Deno.test("counts and durations of one event go into one bucket", () => {
  const [bucket] = tally([], 5, { redactions: 3, added: 1.2, append: 0.4 });
  deepEqual([bucket!.redactions, bucket!.requests], [3, 0]);
  deepEqual([bucket!.added.count, bucket!.append.count], [1, 1]);
  equal(bucket!.firstByte.count, 0);
});

Deno.test("what arrives late still counts in its own ten seconds", () => {
  deepEqual(starts(requestsAt(40_000, 20_000, 30_000)), [
    20_000,
    30_000,
    40_000,
  ]);
});

Deno.test("what lies five minutes back is forgotten", () => {
  const all = MAX_BUCKETS * BUCKET_MS;
  deepEqual(starts(requestsAt(0, all - 1)), [0, all - BUCKET_MS]);
  deepEqual(starts(requestsAt(0, all)), [all]);
});

Deno.test("after the clock was set back, the future is forgotten", () => {
  deepEqual(starts(requestsAt(9_000_000, 50_000)), [50_000]);
});

Deno.test("a window never holds more than five minutes, whatever the clock does", () => {
  const times = fc.array(fc.integer({ min: 0, max: 2_000_000 }), {
    maxLength: 200,
  });
  fc.assert(fc.property(times, (all) => {
    const window = requestsAt(...all);
    equal(window.length <= MAX_BUCKETS, true);
    deepEqual(starts(window), starts(window).toSorted((a, b) => a - b));
    equal(new Set(starts(window)).size, window.length);
  }));
});
