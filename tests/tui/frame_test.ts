import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { type Frame, framed, inside } from "../../tui/frame.ts";
import { line, textOf, widthOf } from "../../tui/span.ts";

const frame: Frame = {
  width: 30,
  height: 4,
  title: "A LONG TITLE",
  short: "SHORT",
  note: "",
  status: "UP",
};
const texts = (of: Partial<Frame>, ...lines: string[]) =>
  framed({ ...frame, ...of }, lines.map((text) => line(text))).map(textOf);

Deno.test("a frame tells its title and its status", () => {
  deepEqual(texts({}, "one", "two"), [
    "┌─ A LONG TITLE ─────── ●UP ─┐",
    "│ one                        │",
    "│ two                        │",
    "└────────────────────────────┘",
  ]);
});

Deno.test("where there is little room, the title is short and the note goes", () => {
  const [top] = texts({ width: 24, status: "OFFLINE", note: "paused" });
  equal(top, "┌─ SHORT ─── ●OFFLINE ─┐");
  equal(texts({ note: "paused" })[0], "┌─ A LONG TITLE ─────── ●UP ─┐");
  equal(
    texts({ width: 40, note: "paused" })[0],
    "┌─ A LONG TITLE ─ paused ──────── ●UP ─┐",
  );
});

Deno.test("lines that are too many or too long are cut", () => {
  deepEqual(texts({ height: 3 }, "x".repeat(40), "more"), [
    "┌─ A LONG TITLE ─────── ●UP ─┐",
    `│ ${"x".repeat(25)}… │`,
    "└────────────────────────────┘",
  ]);
});

Deno.test("a frame is as large as it is to be, whatever is in it", () => {
  const sizes = fc.record({
    width: fc.integer({ min: 4, max: 120 }),
    height: fc.integer({ min: 2, max: 20 }),
  });
  const statuses = fc.constantFrom("UP", "FAIL", "OFFLINE", null);
  fc.assert(fc.property(sizes, statuses, (size, status) => {
    const rows = texts({ ...size, status }, "some", "lines");
    equal(rows.length, size.height);
    for (const row of rows) equal(widthOf(row), size.width);
    const room = inside(size);
    equal(room.height, size.height - 2);
    equal(room.width < size.width, true);
  }));
});
