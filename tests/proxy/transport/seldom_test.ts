import { equal } from "node:assert/strict";
import { Seldom } from "../../../proxy/transport/seldom.ts";

Deno.test("the same thing passes once in a while, another passes at once", () => {
  const seldom = new Seldom({ everyMs: 100, most: 10 });
  equal(seldom.admits("a", 0), true);
  equal(seldom.admits("a", 99), false);
  equal(seldom.admits("b", 99), true);
  equal(seldom.admits("a", 100), true);
  equal(seldom.admits("a", 150), false);
});

Deno.test("only so many things are remembered, the oldest is forgotten", () => {
  const seldom = new Seldom({ everyMs: 1_000, most: 2 });
  for (const what of ["a", "b", "c"]) seldom.admits(what, 0);
  equal(seldom.admits("c", 1), false);
  equal(seldom.admits("a", 1), true);
});
