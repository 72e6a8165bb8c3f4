import { equal, throws } from "node:assert/strict";
import { fill } from "../../../scripts/release/fill.ts";

Deno.test("each mark is replaced, and what only looks like one stays", () => {
  const template =
    "@VERSION@ @SUM_x86_64-apple-darwin@ me@host @{} @waterwall/x";
  equal(
    fill(template, { VERSION: "1", "SUM_x86_64-apple-darwin": "ab" }),
    "1 ab me@host @{} @waterwall/x",
  );
});

Deno.test("a mark without a value is an error", () => {
  throws(() => fill("@BASE_URL@", {}), /BASE_URL/);
});
