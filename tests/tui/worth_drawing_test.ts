import { equal } from "node:assert/strict";
import type { Msg } from "../../tui/model.ts";
import { update } from "../../tui/update.ts";
import { isWorthDrawing } from "../../tui/worth_drawing.ts";
import { modelAfter } from "../support/sample_screens.ts";
import { SAMPLE_MS, sampleSnapshot } from "../support/sample_snapshot.ts";

const size = { width: 80, height: 24 };
const live = modelAfter(size, [
  { is: "snapshot", snapshot: sampleSnapshot(), ms: SAMPLE_MS },
]);
const isWorth = (msg: Msg, drawnMs = SAMPLE_MS, before = live) =>
  isWorthDrawing(msg, { before, model: update(before, msg).model, drawnMs });

Deno.test("a key and news are drawn at once", () => {
  equal(isWorth({ is: "key", key: "?" }), true);
  equal(isWorth({ is: "lost", why: "gone" }), true);
  equal(
    isWorth({ is: "snapshot", snapshot: sampleSnapshot(), ms: SAMPLE_MS }),
    true,
  );
});

Deno.test("calm is drawn now and then", () => {
  const beat = (afterMs: number): Msg => ({
    is: "beat",
    nowMs: SAMPLE_MS,
    uptime: 1,
    ms: SAMPLE_MS + afterMs,
  });
  equal(isWorth(beat(2_000)), false);
  equal(isWorth(beat(4_000)), true);
});

Deno.test("time alone is drawn only when it ends something", () => {
  const tick = (afterMs: number): Msg => ({
    is: "tick",
    ms: SAMPLE_MS + afterMs,
  });
  equal(isWorth(tick(1_000)), false);
  equal(isWorth(tick(6_000)), true);
  const said = update(live, { is: "done", ok: true, said: "Done" }).model;
  equal(isWorth(tick(60_000), SAMPLE_MS, said), true);
});
