import { deepEqual, equal } from "node:assert/strict";
import type { LogEvent } from "../../../ops/log.ts";
import { LogBook } from "../../../ops/logs/log_book.ts";

function book() {
  const kept: string[] = [];
  const shown: LogEvent[] = [];
  const log = new LogBook({
    keep: (line) => kept.push(line),
    show: (event) => shown.push(event),
    now: () => 0,
  });
  return { log, kept, shown };
}

Deno.test("an event is kept as a line, and shown as it is", () => {
  const { log, kept, shown } = book();
  log.write({ level: "info", text: "hello" });
  deepEqual(kept, [
    '{"time":"1970-01-01T00:00:00.000Z","level":"info","text":"hello"}',
  ]);
  deepEqual(shown, [{ level: "info", text: "hello" }]);
});

Deno.test("the level can change while it runs, and holds for file and onlooker", () => {
  const { log, kept, shown } = book();
  log.write({ level: "debug", text: "unseen" });
  log.level = "debug";
  log.write({ level: "debug", text: "seen" });
  log.level = "alarm";
  log.write({ level: "warning", text: "unseen" });
  equal(kept.length, 1);
  deepEqual(shown.map(({ text }) => text), ["seen"]);
});
