import { deepEqual } from "node:assert/strict";
import { table } from "../../cli/table.ts";

Deno.test("columns are as wide as their widest cell", () => {
  deepEqual(table([["a", "bbb", "c"], ["aaaa", "b", "c"]]), [
    "a     bbb  c",
    "aaaa  b    c",
  ]);
});

Deno.test("a short row ends early, without trailing space", () => {
  deepEqual(table([["a", ""], ["bb", "c"]]), ["a", "bb  c"]);
  deepEqual(table([]), []);
});
