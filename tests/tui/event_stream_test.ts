import { deepEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { EventStream } from "../../tui/event_stream.ts";

const STREAM = 'event: state\ndata: {"a":1}\n\n: a comment\n\n' +
  "event: beat\r\ndata: 1\r\ndata:2\r\n\r\ndata: bare\n\n";
const EVENTS = [
  { event: "state", data: '{"a":1}' },
  { event: "beat", data: "1\n2" },
  { event: "message", data: "bare" },
];

Deno.test("events are cut out of a stream", () => {
  deepEqual(new EventStream().push(STREAM), EVENTS);
});

Deno.test("events are the same however a stream arrives", () => {
  const cuts = fc.uniqueArray(fc.nat(STREAM.length));
  fc.assert(fc.property(cuts, (at) => {
    const events = new EventStream();
    const ends = [...at, STREAM.length].sort((a, b) => a - b);
    const pieces = ends.map((end, i) => STREAM.slice(ends[i - 1] ?? 0, end));
    deepEqual(pieces.flatMap((piece) => events.push(piece)), EVENTS);
  }));
});

Deno.test("an event that does not end is not kept for ever", () => {
  const events = new EventStream();
  throws(() => {
    for (let i = 0; i < 100; i++) events.push("x".repeat(100_000));
  }, RangeError);
});
