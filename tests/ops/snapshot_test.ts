import { deepEqual, equal } from "node:assert/strict";
import { fiveMinutes } from "../../ops/five_minutes.ts";
import { observe } from "../../ops/observe.ts";
import { snapshot } from "../../ops/snapshot.ts";
import { NOTHING_YET, type State } from "../../ops/state.ts";
import {
  type Bucket,
  BUCKET_MS,
  MAX_BUCKETS,
  tally,
} from "../../ops/window.ts";

const nowMs = 10_000_000;
Deno.test("five minutes are thirty slots that end now, quiet ones too", () => {
  const window = tally(tally([], nowMs, { redactions: 2 }), nowMs - 25_000, {
    redactions: 3,
  });
  const { slots, redactions } = fiveMinutes(window, nowMs);
  equal(redactions, 5);
  equal(slots.length, MAX_BUCKETS);
  deepEqual(slots.slice(-4).map((slot) => slot.redactions), [3, 0, 0, 2]);
  equal(slots.at(-1)!.startMs, nowMs);
});

Deno.test("what happened leaves the figures after five minutes", () => {
  const window = tally([], nowMs, { redactions: 2, added: 1 });
  const all = MAX_BUCKETS * BUCKET_MS;
  equal(fiveMinutes(window, nowMs + all - BUCKET_MS).redactions, 2);
  const gone = fiveMinutes(window, nowMs + all);
  deepEqual([gone.redactions, gone.added], [0, null]);
});

Deno.test("quantiles lie between the bounds that enclose them", () => {
  const durations = Array.from({ length: 100 }, (_, i) => i + 1);
  const window = durations.reduce<readonly Bucket[]>(
    (all, added) => tally(all, nowMs, { added }),
    [],
  );
  const { p50, p99 } = fiveMinutes(window, nowMs).added!;
  equal(p50 > 45 && p50 < 55, true);
  equal(p99 > 95 && p99 <= 100, true);
});

Deno.test("what was never measured has no quantiles", () => {
  equal(fiveMinutes([], nowMs).added, null);
});

const instance = {
  tool: "waterwall/1.0.0",
  startedMs: nowMs,
  proxyPort: 1,
  adminPort: 2,
  hosts: 3,
  caUntilMs: nowMs * 2,
};

Deno.test("an instance is up so long as it has served", () => {
  const serving: State = { ...NOTHING_YET, instance };
  equal(snapshot(serving, nowMs + 61_500).uptime, 61);
  equal(snapshot(NOTHING_YET, nowMs).uptime, 0);
  equal(snapshot(serving, nowMs - 5_000).uptime, 0);
});

Deno.test("a fault shows in the parts it concerns, and in the whole", () => {
  const cases: [Partial<State>, string[]][] = [
    [{ parts: { proxy: false, keys: true } }, [
      "activity",
      "counters",
      "overall",
      "sessions",
    ]],
    [{ parts: { proxy: true, keys: false } }, ["chain", "overall"]],
    [{ log: { ...NOTHING_YET.log, broken: "disk full" } }, [
      "chain",
      "overall",
    ]],
    [{ patterns: 0 }, ["map", "overall"]],
    [{ reload: { ms: 0, why: "line 3" } }, ["map"]],
    [{ instance: { ...instance, caUntilMs: nowMs } }, ["overall"]],
  ];
  for (const [fault, failing] of cases) {
    const { health } = snapshot({ ...NOTHING_YET, ...fault }, nowMs);
    const failed = Object.entries(health)
      .filter(([, { status }]) => status === "FAIL");
    deepEqual(failed.map(([id]) => id).sort(), failing);
    equal(failed.every(([, { why }]) => typeof why === "string"), true);
  }
});

Deno.test("an armed switch makes the whole active, unless something fails", () => {
  const armed: State = { ...NOTHING_YET, killswitch: ["http"] };
  const { health } = snapshot(armed, nowMs);
  deepEqual([health.killswitch.status, health.overall.status], [
    "ACTIVE",
    "ACTIVE",
  ]);
  equal(health.chain.status, "UP");
  const worse = observe(armed, {
    ms: 0,
    fact: { fact: "broken", why: "gone" },
  });
  equal(snapshot(worse, nowMs).health.overall.status, "FAIL");
});
