import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { isWanted, LEVELS } from "../../../ops/log.ts";
import {
  humanLine,
  isLineWanted,
  jsonLine,
  readLine,
} from "../../../ops/logs/log_line.ts";

const event = {
  ms: Date.UTC(2026, 10, 23, 4, 5, 6, 789),
  level: "warning",
  text: "Denied other.example.com",
} as const;

Deno.test("a line of the file is JSON: when, how grave, what, and what about", () => {
  deepEqual(JSON.parse(jsonLine({ ...event, about: { host: "a.example" } })), {
    time: "2026-11-23T04:05:06.789Z",
    level: "warning",
    text: "Denied other.example.com",
    host: "a.example",
  });
});

Deno.test("what an event is about cannot pass for its time, level or text", () => {
  const about = { time: "never", level: "info", text: "nothing" };
  deepEqual(readLine(jsonLine({ ...event, about }))!.level, "warning");
  deepEqual(readLine(jsonLine({ ...event, about }))!.text, event.text);
});

Deno.test("a line for a person says the time of day, the level, the text", () => {
  equal(
    humanLine({ ...event, about: { port: 8888 } }),
    "04:05:06 warning Denied other.example.com port=8888",
  );
});

Deno.test("whatever is logged stays one line, for a person and for a program", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    ok(!jsonLine({ ...event, text }).includes("\n"));
    // deno-lint-ignore no-control-regex
    ok(!/[\u0000-\u001f\u007f-\u009f]/.test(humanLine({ ...event, text })));
  }));
});

Deno.test("an event that is very long is cut", () => {
  const text = "x".repeat(100_000);
  ok(jsonLine({ ...event, text }).length < 5_000);
  ok(humanLine({ ...event, text }).length < 5_000);
});

Deno.test("a line can be read again as it was written", () => {
  const about = { port: 1, healthy: true, why: null };
  deepEqual(readLine(jsonLine({ ...event, about })), { ...event, about });
});

Deno.test("what is no line of a log is no event, and is shown at every level", () => {
  for (const line of ["", "{", "null", "7", '{"time":"x","text":"y"}']) {
    equal(readLine(line), null, line);
    ok(isLineWanted(line, "alarm"));
  }
});

Deno.test("a level asks for itself and what is worse", () => {
  const wanted = (least: typeof LEVELS[number]) =>
    LEVELS.filter((level) => isWanted(level, least));
  deepEqual(wanted("debug"), ["debug", "info", "warning", "alarm"]);
  deepEqual(wanted("warning"), ["warning", "alarm"]);
  ok(isLineWanted(jsonLine(event), "warning"));
  ok(!isLineWanted(jsonLine(event), "alarm"));
});
