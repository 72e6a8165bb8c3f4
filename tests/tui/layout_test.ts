import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { layout, type Place } from "../../tui/layout.ts";

const panes = (places: readonly Place[]) =>
  places.map(({ pane }) => pane).sort();
const SIX = ["activity", "chain", "counters", "killswitch", "map", "sessions"];

Deno.test("all six panes have room from 80 by 24 on", () => {
  deepEqual(panes(layout({ width: 80, height: 22 }, null)), SIX);
  deepEqual(panes(layout({ width: 160, height: 48 }, null)), SIX);
});

Deno.test("with less room, what happens now is what stays", () => {
  deepEqual(panes(layout({ width: 60, height: 18 }, null)), [
    "activity",
    "counters",
    "killswitch",
  ]);
  deepEqual(panes(layout({ width: 30, height: 8 }, null)), ["activity"]);
});

Deno.test("one pane alone has all the room", () => {
  deepEqual(layout({ width: 90, height: 30 }, "chain"), [
    { pane: "chain", x: 0, y: 0, width: 90, height: 30 },
  ]);
});

Deno.test("panes fill every room without overlapping", () => {
  const sizes = fc.record({ width: fc.nat(250), height: fc.nat(90) });
  fc.assert(fc.property(sizes, ({ width, height }) => {
    const covered = new Set<number>();
    for (const place of layout({ width, height }, null)) {
      for (let y = place.y; y < place.y + place.height; y++) {
        for (let x = place.x; x < place.x + place.width; x++) {
          ok(x < width && y < height && !covered.has(y * width + x));
          covered.add(y * width + x);
        }
      }
    }
    equal(covered.size, width * height);
  }));
});
