import { deepEqual, equal } from "node:assert/strict";
import type { Activity } from "../../ops/mod.ts";
import {
  FOLLOWING,
  linesOf,
  missed,
  scrolled,
  toggled,
} from "../../tui/tail.ts";

const live = (...requests: string[]): readonly Activity[] =>
  requests.map((request, i) => ({
    seq: null,
    ms: 1000 - i,
    what: "redaction",
    host: "api.example.com",
    request,
    kinds: request === "r2" ? ["JWT"] : ["PEM"],
    count: 1,
    addedMs: null,
  }));

const three = live("r3", "r2", "r1");

Deno.test("a tail follows what happens until it is paused", () => {
  deepEqual(linesOf(FOLLOWING, three), three);
  const paused = toggled(FOLLOWING, three);
  const four = [...live("r4"), ...three];
  deepEqual(linesOf(paused, four), three);
  equal(missed(paused, four), 1);
  const again = toggled(paused, four);
  deepEqual(linesOf(again, four), four);
  equal(missed(again, four), 0);
});

Deno.test("to scroll away from the newest line is to pause", () => {
  const away = scrolled(FOLLOWING, three, 1);
  deepEqual([away.offset, away.frozen], [1, three]);
  equal(scrolled(FOLLOWING, three, -1).frozen, null);
});

Deno.test("scrolling ends at the first and at the last line", () => {
  equal(scrolled(FOLLOWING, three, Infinity).offset, 2);
  equal(scrolled({ ...FOLLOWING, offset: 2 }, three, -Infinity).offset, 0);
  equal(scrolled(FOLLOWING, [], 10).offset, 0);
});

Deno.test("a filter keeps lines that have its word, in whatever case", () => {
  const only = (filter: string) =>
    linesOf({ ...FOLLOWING, filter }, three).map(({ request }) => request);
  deepEqual(only("jwt"), ["r2"]);
  deepEqual(only("REDACTION"), ["r3", "r2", "r1"]);
  deepEqual(only("nothing"), []);
});

Deno.test("when all that was paused is gone, all there is was missed", () => {
  const paused = toggled(FOLLOWING, three);
  equal(missed(paused, live("r9", "r8")), 2);
});
