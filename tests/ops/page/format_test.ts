import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import {
  age,
  clock,
  count,
  duration,
  NONE,
  share,
  size,
  spread,
  visible,
} from "../../../ops/page/format.js";

Deno.test("numbers of things are grouped, and shortened when they are large", () => {
  deepEqual([0, 950, 1234, 999_999, 1_234_567, 2e9].map(count), [
    "0",
    "950",
    "1,234",
    "999,999",
    "1.2M",
    "2.0G",
  ]);
});

Deno.test("short times have as many digits as they deserve", () => {
  deepEqual(
    [0, 0.423, 0.994, 1, 9.94, 9.96, 420, 999.6, 61_000, 3e5].map(duration),
    [
      "0.00 ms",
      "0.42 ms",
      "0.99 ms",
      "1.0 ms",
      "9.9 ms",
      "10 ms",
      "420 ms",
      "1.0 s",
      "61.0 s",
      "300 s",
    ],
  );
});

Deno.test("two quantiles share their unit where they can", () => {
  equal(spread({ p50: 0.42, p99: 3.1 }), "0.42 / 3.1 ms");
  equal(spread({ p50: 3.1, p99: 1300 }), "3.1 ms / 1.3 s");
  equal(spread({ p50: 1100, p99: 1300 }), "1.1 / 1.3 s");
  equal(spread(null), NONE);
});

Deno.test("long times are told in their two largest units", () => {
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
  deepEqual(
    [
      -5,
      999,
      42_000,
      3 * minute + 7_000,
      2 * hour + 5 * minute,
      4 * day + 3 * hour,
    ]
      .map(age),
    ["0s", "0s", "42s", "3m 7s", "2h 5m", "4d 3h"],
  );
});

Deno.test("a time of day is local", () => {
  const ms = Date.UTC(2026, 0, 1, 23, 30, 5);
  equal(clock(ms, 0), "23:30:05");
  equal(clock(ms, 60), "00:30:05");
  equal(clock(ms, -330), "18:00:05");
});

Deno.test("a part of nothing is not known, and all but one is not all", () => {
  equal(share(0, 0), NONE);
  equal(share(999, 1000), "99 %");
  equal(share(5, 5), "100 %");
});

Deno.test("memory is told in units of 1024", () => {
  deepEqual([0, 1023, 2048, 3.5 * 2 ** 20].map(size), [
    "0 B",
    "1023 B",
    "2 KiB",
    "3.5 MiB",
  ]);
});

Deno.test("text of others is one column for each character, and harmless", () => {
  equal(visible("naïve — Ünïcode…"), "naïve — Ünïcode…");
  equal(visible("\x1b[31m\r\n\u202e漢😀\ud800"), "?[31m??????");
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const shown = visible(text);
    equal([...shown].length, shown.length);
    // deno-lint-ignore no-control-regex
    ok(!/[\x00-\x1f\x7f-\x9f\ud800-\udfff]/.test(shown));
  }));
});
