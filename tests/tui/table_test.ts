import { deepEqual, equal } from "node:assert/strict";
import { textOf } from "../../tui/span.ts";
import { type Column, tableView } from "../../tui/table.ts";

const COLUMNS = [
  { key: "a", title: "AAA", width: 4, rank: 0 },
  { key: "b", title: "B", width: 3, side: "right", rank: 2, tone: "faint" },
  { key: "c", title: "C", width: 5, grows: true, rank: 1 },
] as const satisfies readonly Column<string>[];
const ROW = { a: "1", b: "22", c: "333333333", tone: "out" } as const;
const view = (width: number, height = 5) =>
  tableView(COLUMNS, [ROW, ROW], { width, height });

Deno.test("columns stand under their titles, those that grow take the rest", () => {
  deepEqual(view(20).map(textOf), [
    "AAA    B C          ",
    "1     22 333333333  ",
    "1     22 333333333  ",
  ]);
});

Deno.test("columns leave by rank where there is no room", () => {
  equal(textOf(view(12)[0]!), "AAA  C      ");
  equal(textOf(view(8)[0]!), "AAA ");
  equal(textOf(view(2)[0]!), "AAA ");
});

Deno.test("a cell has its column's tone, else its row's", () => {
  deepEqual(view(20)[1]!.map(({ tone }) => tone), ["out", "faint", "out"]);
});

Deno.test("a table is not higher than its room", () => {
  equal(view(20, 2).length, 2);
});
