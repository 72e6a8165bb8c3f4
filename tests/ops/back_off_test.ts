import { deepEqual, equal } from "node:assert/strict";
import { backOff } from "../../ops/back_off.ts";

Deno.test("each pause before a restart is twice the last, up to half a minute", () => {
  deepEqual([0, 1, 2, 3].map(backOff), [100, 200, 400, 800]);
  equal(backOff(9), 30_000);
  equal(backOff(10_000), 30_000);
});
