import { deepEqual, equal, ok } from "node:assert/strict";
import { screen, textOf } from "../../tui/mod.ts";
import { lastOffset, readingLines, readingRoom } from "../../tui/reading.ts";
import { modelAfter } from "../support/sample_screens.ts";

const size = { width: 80, height: 24 };
const long = ["first", "word ".repeat(300), "last"];

Deno.test("what is to be read is wrapped to the room there is", () => {
  const { width } = readingRoom(size);
  const lines = readingLines(long, size);
  ok(lines.length > 20);
  ok(lines.every((line) => line.length <= width));
  deepEqual([lines[0], lines.at(-1)], ["first", "last"]);
});

Deno.test("it can be scrolled until its last line is the last on screen", () => {
  const read = { is: "read", title: "T", ok: true, lines: long } as const;
  const text = (...keys: string[]) =>
    screen(modelAfter(size, [
      read,
      ...keys.map((key) => ({ is: "key", key }) as const),
    ])).map(textOf).join("\n");
  ok(text().includes("first") && !text().includes("last"));
  const end = text("end");
  ok(end.includes("│ last ") && !end.includes("first"));
  equal(text("end", "down"), end);
  ok(text("end", "home").includes("first"));
});

Deno.test("what fits is not scrolled", () => {
  equal(lastOffset(["one", "two"], size), 0);
  equal(lastOffset([], { width: 1, height: 1 }), 0);
});
