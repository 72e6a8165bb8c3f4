import { equal } from "node:assert/strict";
import { sparkline } from "../../tui/sparkline.ts";

Deno.test("bars stand on zero and the highest fills its line", () => {
  equal(sparkline([0, 1, 2, 7], 4), "▁▂▃█");
});

Deno.test("only the newest values have room", () => {
  equal(sparkline([7, 7, 0, 7], 2), "▁█");
});

Deno.test("where nothing was measured, nothing stands", () => {
  equal(sparkline([null, 4, null], 3), " █ ");
});

Deno.test("five quiet minutes are a flat line", () => {
  equal(sparkline([0, 0, 0], 3), "▁▁▁");
  equal(sparkline([], 3), "");
});
